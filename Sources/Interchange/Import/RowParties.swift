import CanonicalJSON
import Casebook
import DisputeModel

/// The parties of a row's events: whether they are known, and what is to be said of them once it has been filed.
struct RowParties {
    /// Those of the rows that have been.
    let filed = PartyNotes()
    private let names: PartyNames
    private var paths: [String] = []
    private var states: [(state: RegisteredParty, draft: JSONObject)] = []

    init(_ names: PartyNames) { self.names = names }

    mutating func begin() {
        paths.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
    }

    /// The clerk would say the same, and look for whom else might be meant: too long for each row of a large table.
    mutating func check(_ draft: JSONObject) throws(RowError) {
        var former: [RegisteredParty] = []
        for key in ["actors", "addressees"] {
            for case .string(let reference) in draft[key]?.array ?? [] {
                switch names.standing(reference) {
                case .known: break
                case .former(let state):
                    if !former.contains(where: { $0.code == state.code }) { former.append(state) }
                case .unknown:
                    throw RowError(FilingError.unknownParty(reference, suggestions: []).problem)
                }
                if reference.utf8.contains(UInt8(ascii: ":")) { paths.append(reference) }
            }
        }
        for state in former { states.append((state, draft)) }
    }

    func noteFiled() {
        for path in paths { filed.note(path: composed(path)) }
        for (state, draft) in states { filed.note(state, in: draft) }
    }
}
