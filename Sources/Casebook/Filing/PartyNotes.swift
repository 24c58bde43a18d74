import CanonicalJSON
import DisputeModel

/// Collects what an import report says about the parties of the recorded events.
package final class PartyNotes {
    /// Former states, with the number of acts that name them and are later than their end, in order of appearance.
    private(set) var late: [(state: RegisteredParty, acts: Int)] = []
    /// All paths such as `AUT:MFA`, without repetition, in order of appearance.
    private(set) var paths: [Party] = []
    /// Paths that differ from an earlier one only in case or accents, each with the first such path.
    private(set) var alike: [(path: Party, first: Party)] = []
    private var seen: Set<String> = []
    private var spellings: [String: Party] = [:]

    /// The maximum number of paths. Further ones are ignored, to bound the use of memory.
    private static let mostPaths = 50_000

    package init() {}

    /// Notes the parties of an event.
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

    /// Notes a party reference, if it is a path.
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

    /// Notes that an event names a former state; ignored unless the event is later than the end of that state.
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
