import CanonicalJSON
import Casebook
import DisputeModel

/// Checks the parties of a row's events, and notes them for the report once the row has been recorded.
struct RowParties {
    /// Notes on the parties of the rows recorded so far.
    let filed = PartyNotes()
    private let names: PartyNames
    private var paths: [String] = []
    private var states: [(state: RegisteredParty, draft: JSONObject)] = []

    init(_ names: PartyNames) { self.names = names }

    /// Begins a new row.
    mutating func begin() {
        paths.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
    }

    /// Checks the parties of a draft. Throws a `RowError` if the log does not know one of them.
    ///
    /// Recording the event would find the same error, but it also searches for similar names to suggest, which
    /// takes too long for each row of a large table.
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

    /// Adds the parties of the current row to `filed`.
    func noteFiled() {
        for path in paths { filed.note(path: composed(path)) }
        for (state, draft) in states { filed.note(state, in: draft) }
    }
}
