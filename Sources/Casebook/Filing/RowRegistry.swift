import CanonicalJSON
import DisputeModel
import EventLog

/// The list that the rows of a table belong to, as the mapping describes it.
package struct RowList {
    /// The prefix of the keys of all events of the list; empty if the mapping does not name the list. References to
    /// keys are tried with this prefix first.
    package var prefix = ""
    /// The prefixes of keys that rows of this list have, or had in an earlier version.
    package var keys: [String] = []
    /// Whether the mapping could have produced such an event.
    package var fits: (Event) -> Bool = { _ in true }
    /// Whether the mapping sets markings. If not, markings are not compared.
    package var saysMarking = false
    /// Whether the log is brought in line with the list: a changed row becomes a correction, a row that has gone a
    /// retraction.
    package var isSynced = false
    /// Whether any number of rows may have gone. If not, at most a tenth of the list may.
    package var allowsManyGone = false
    /// A draft of the act that is recorded when the row of an act has gone; nil if the act is retracted instead.
    package var gone: JSONObject?
    /// The name of the table, for the reasons of retractions.
    package var name = ""
    /// Whether all rows have been read with their keys. Only then is it known which rows have gone.
    package var isWhole: () -> Bool = { true }

    package init() {}
}

/// Why a list was not synchronized.
package enum RowListError: Error, Equatable {
    /// More than a tenth of the list's events have no row any more.
    case tooManyGone(Int, of: Int)

    /// The error as one sentence for people.
    package var problem: String {
        switch self {
        case .tooManyGone(let count, let total):
            "\(count) of \(total) events of this list have no row in the table any more, which is more than a tenth; nothing was recorded."
        }
    }
}

/// A difference between a row and its event, and what was done about it.
package struct RowNote: Equatable {
    /// What was found or done.
    package enum Kind: String, CaseIterable {
        /// `differs`: the row has changed. `opening`: the row describes the opening of its dispute differently.
        /// `absent`: the event was removed when its row had gone, and now the row is back. Nothing was recorded.
        case differs, opening, absent
        /// `corrected`: a correction was recorded. `moved`: the event was retracted and recorded anew. `back`: the
        /// removal of the event was retracted. `gone`: the event was retracted, or an act was recorded.
        case corrected, moved, back, gone
        /// The row has changed to a value other than the one a person has corrected the event to. Nothing was recorded.
        case left
        /// The row has gone, but a person retracted what an earlier import recorded about that. Nothing was recorded.
        case putBack
        /// Rows have gone, but not all rows could be read, so it is not known which. The subject is their number.
        case unknown
    }

    /// A field that differs.
    package struct Difference: Equatable {
        /// Name of the field; `details.NAME` for one of the details.
        package let field: String
        /// The value in the row as last imported; nil if absent.
        package let taken: String?
        /// The value in the event as it stands now; nil if absent.
        package let stands: String?
        /// The value in the row as it is now; nil if absent.
        package let row: String?
    }

    /// What was found or done.
    package let kind: Kind
    /// The key of the event, or the id of the dispute for a difference in an opening.
    package let subject: String
    /// The fields that differ; empty if the note is not about single fields.
    package let differences: [Difference]

    init(_ kind: Kind, _ subject: String, _ differences: [Difference] = []) {
        self.kind = kind
        self.subject = subject
        self.differences = differences
    }
}

/// What one import has found out about the log and the rows so far.
final class RowRegistry {
    /// An event that a row was recorded as before.
    struct Known {
        let position: Int
        /// The key under which the event was first recorded.
        let key: String
        /// Whether another row of the same table has this event too.
        let isSecond: Bool
    }

    let list: RowList
    let note: (RowNote) -> Void
    /// Whether the log had events that rows of this list may have been recorded as.
    private(set) var comparesRows = false
    /// Whether the log had acts that were recorded when rows had gone.
    private(set) var hasGoneActs = false
    /// The log's last position before the import.
    private(set) var head = 0
    private var hasBegun = false
    /// One bit for each position up to `head`: whether the event's row is in the table.
    private var seen: [UInt64] = []
    private(set) var seenCount = 0
    /// Disputes whose openings have been compared with a row, or were recorded by this import.
    private var checked: Set<String> = []

    static let syncPrefix = "sync:"
    static let gonePrefix = "sync:gone:"

    init(_ list: RowList, note: @escaping (RowNote) -> Void) {
        self.list = list
        self.note = note
    }

    /// Called at the beginning of each transaction. Only the first call reads the state of the log.
    func begin(_ log: Log) throws {
        guard !hasBegun else { return }
        hasBegun = true
        head = try log.head().position
        comparesRows = try list.keys.contains { try log.hasKey(beginningWith: $0) }
        hasGoneActs = try log.hasKey(beginningWith: Self.gonePrefix)
        if comparesRows { seen = Array(repeating: 0, count: head / 64 + 1) }
    }

    /// Notes that the event's row is in the table.
    func see(_ position: Int) {
        guard position <= head, position >= 0, position / 64 < seen.count else { return }
        if !isSeen(position) { seenCount += 1 }
        seen[position / 64] |= 1 << UInt64(position % 64)
    }

    /// True also for events of this import.
    func isSeen(_ position: Int) -> Bool {
        guard position <= head, position >= 0, position / 64 < seen.count else { return true }
        return seen[position / 64] & 1 << UInt64(position % 64) != 0
    }

    func check(_ dispute: String) { checked.insert(dispute) }
    func isChecked(_ dispute: String) -> Bool { checked.contains(dispute) }

    /// The key of the second, third … event that was recorded for one row.
    static func key(_ key: String, _ number: Int) -> String { "\(key)~\(number)" }
}
