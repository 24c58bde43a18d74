import CanonicalJSON
import DisputeModel
import EventLog

/// What a mapping's rows are as a whole: the list that they stand in.
package struct RowList {
    /// What the key of every event of the list begins with, where the mapping names the list; references are tried with it
    /// first.
    package var prefix = ""
    /// How keys begin that rows of this list have, or had under an earlier version.
    package var keys: [String] = []
    /// Whether the mapping could have filed such an event.
    package var fits: (Event) -> Bool = { _ in true }
    /// The mapping says how events are marked; otherwise a marking is no difference.
    package var saysMarking = false
    /// A changed row is a correction, and one that has gone a retraction.
    package var isSynced = false
    /// However many have gone.
    package var takesManyGone = false
    /// What is filed of an event whose row has gone; nil where that is a retraction.
    package var gone: JSONObject?
    /// For the reasons of retractions: the table's name.
    package var name = ""
    /// Every row has been read, and its key; only then is it known which have gone.
    package var isWhole: () -> Bool = { true }

    package init() {}
}

/// Why a list is not brought in line.
package enum RowListError: Error, Equatable {
    case tooManyGone(Int, of: Int)

    /// What is wrong, as one sentence.
    package var problem: String {
        switch self {
        case .tooManyGone(let count, let total):
            "\(count) of \(total) events of this list have no row in the table any more, which is more than a tenth; nothing was filed."
        }
    }
}

/// What is there otherwise than a row says, and what was done about it.
package struct RowNote: Equatable {
    package enum Kind: String, CaseIterable {
        /// Nothing was done: without --sync nothing is.
        case differs, opening, absent
        case corrected, moved, back, gone
        /// What a person corrected, and the list says a third thing.
        case left
        /// Whose row has gone, and what was filed of that somebody took back.
        case putBack
        /// Which rows have gone cannot be known.
        case unknown
    }

    package struct Difference: Equatable {
        package let field: String
        /// As it was taken last, as it stands, as the row has it now; nil where nothing is said.
        package let taken: String?
        package let stands: String?
        package let row: String?
    }

    package let kind: Kind
    /// The key of the event, or the id of the dispute.
    package let subject: String
    package let differences: [Difference]

    init(_ kind: Kind, _ subject: String, _ differences: [Difference] = []) {
        self.kind = kind
        self.subject = subject
        self.differences = differences
    }
}

/// What one import knows of the log and of the rows so far.
final class RowRegistry {
    struct Known {
        let position: Int
        /// Under which it was filed first.
        let key: String
        /// Another row of the same table had this key.
        let isSecond: Bool
    }

    let list: RowList
    let note: (RowNote) -> Void
    /// There are events that rows may have been filed as.
    private(set) var comparesRows = false
    /// Acts were filed in place of what had gone.
    private(set) var hasGoneActs = false
    /// The last event that was there before.
    private(set) var head = 0
    private var hasBegun = false
    /// One bit for each event that was there before: its row is in the table.
    private var seen: [UInt64] = []
    private(set) var seenCount = 0
    /// Disputes whose openings have been compared, or were filed here.
    private var checked: Set<String> = []

    static let syncPrefix = "sync:"
    static let gonePrefix = "sync:gone:"

    init(_ list: RowList, note: @escaping (RowNote) -> Void) {
        self.list = list
        self.note = note
    }

    /// At the beginning of each transaction; what was there before the first counts.
    func begin(_ log: Log) throws {
        guard !hasBegun else { return }
        hasBegun = true
        head = try log.head().position
        comparesRows = try list.keys.contains { try log.hasKey(beginningWith: $0) }
        hasGoneActs = try log.hasKey(beginningWith: Self.gonePrefix)
        if comparesRows { seen = Array(repeating: 0, count: head / 64 + 1) }
    }

    func see(_ position: Int) {
        guard position <= head, position >= 0, position / 64 < seen.count else { return }
        if !isSeen(position) { seenCount += 1 }
        seen[position / 64] |= 1 << UInt64(position % 64)
    }

    /// What was filed in this import has been seen.
    func isSeen(_ position: Int) -> Bool {
        guard position <= head, position >= 0, position / 64 < seen.count else { return true }
        return seen[position / 64] & 1 << UInt64(position % 64) != 0
    }

    func check(_ dispute: String) { checked.insert(dispute) }
    func isChecked(_ dispute: String) -> Bool { checked.contains(dispute) }

    /// The key of the second, third … event of one row.
    static func key(_ key: String, _ number: Int) -> String { "\(key)~\(number)" }
}
