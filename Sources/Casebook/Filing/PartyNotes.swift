import CanonicalJSON
import DisputeModel

/// The parties of the events that an import files, as far as something is to be said of them.
package final class PartyNotes {
    /// Acts that name a state and are later than its end, by the state, in the order in which they came.
    private(set) var late: [(state: RegisteredParty, acts: Int)] = []
    /// Paths such as `AUT:MFA`, each once, in the order in which they came.
    private(set) var paths: [Party] = []
    /// Of paths that differ by capitals or accents alone, each later one with the first.
    private(set) var alike: [(path: Party, first: Party)] = []
    private var seen: Set<String> = []
    private var spellings: [String: Party] = [:]

    /// More paths are not told apart, so that they take no room.
    private static let mostPaths = 50_000

    package init() {}

    package func note(_ event: JSONObject, _ register: PartyRegister) {
        var codes: [String] = []
        let reporter = event["reportedBy"]?.object?["party"].map { JSON.array([$0]) }
        for list in [event["actors"], event["addressees"], reporter] {
            for case .string(let reference) in list?.array ?? [] {
                let code = String(decoding: reference.utf8.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
                if code.utf8.count < reference.utf8.count { note(path: composed(reference)) }
                if !codes.contains(code) { codes.append(code) }
            }
        }
        for code in codes {
            guard let state = register.party(code: code), state.sort == .former else { continue }
            note(state, in: event)
        }
    }

    package func note(path reference: String) {
        guard seen.count < Self.mostPaths, seen.insert(reference).inserted, let party = Party(reference),
            party.isPath
        else { return }
        paths.append(party)
        let spelling = party.plainSpelling
        if let first = spellings[spelling] {
            alike.append((party, first))
        } else {
            spellings[spelling] = party
        }
    }

    /// A former state that the event names.
    package func note(_ state: RegisteredParty, in event: JSONObject) {
        guard let date = event["occurred"]?.string.flatMap({ EDTF($0) }), state.hasEnded(before: date) else {
            return
        }
        if let place = late.firstIndex(where: { $0.state.code == state.code }) {
            late[place].acts += 1
        } else {
            late.append((state, 1))
        }
    }
}
