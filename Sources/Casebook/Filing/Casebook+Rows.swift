import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The events that one row of an imported table describes. They are recorded together or not at all.
    package struct ImportRow {
        /// An event of the row, without `id` and `recordedAt`.
        package struct Draft {
            /// The fields of the event. They may name other events by their keys.
            package let fields: JSONObject
            /// Other keys under which the same event may have been recorded: by an earlier version of Chancery, or
            /// before the mapping named the list.
            package let formerKeys: () -> [String]

            /// Makes a draft.
            ///
            /// - Parameters:
            ///   - fields: the fields of the event.
            ///   - formerKeys: gives the other keys under which the same event may have been recorded.
            package init(_ fields: JSONObject, formerKeys: @escaping () -> [String] = { [] }) {
                self.fields = fields
                self.formerKeys = formerKeys
            }
        }

        let dispute: String
        /// Drafts of the openings of the dispute and of the disputes above it, as the row describes them.
        let openings: () throws -> [JSONObject]
        let drafts: [Draft]
        /// Why the row is refused; nil if it is not. The drafts of a refused row have only their keys, as far as these
        /// could be read. They show that the row is still in the table.
        let problem: String?
        /// Whether no rows follow that this row could wait for: an unknown key is then an error.
        let isLast: Bool

        /// Makes a row.
        ///
        /// - Parameters:
        ///   - dispute: id of the dispute that the events belong to.
        ///   - drafts: may name other events by their keys.
        ///   - problem: why the row is refused; nil if it is not.
        ///   - isLast: whether no rows follow that this row could wait for.
        ///   - openings: gives drafts of the openings of the dispute and of the disputes above it.
        package init(
            dispute: String, drafts: [Draft], problem: String? = nil, isLast: Bool = false,
            openings: @escaping () throws -> [JSONObject]
        ) {
            self.dispute = dispute
            self.drafts = drafts
            self.problem = problem
            self.isLast = isLast
            self.openings = openings
        }
    }

    /// The result of recording one row.
    package enum Filed: Equatable {
        /// The row was accepted. `events` and `opened` count what was recorded, `known` the events that were in the log
        /// before, and `repeated` the events that another row of the same table has.
        case filed(events: Int, opened: Int, known: Int, repeated: Int)
        /// The row was refused, for this reason; nothing of it was recorded.
        case refused(String)
        /// The row names an event by a key that is not in the log yet; it can be tried again after other rows.
        case waits(String)
    }

    /// How rows are grouped into transactions.
    package struct Batches {
        /// The number of events in one transaction; nil if all rows share a single transaction.
        let size: Int?
        /// Whether the current transaction may end before the last row.
        let mayEnd: () -> Bool
        /// Called at the end of the last transaction: false rolls that transaction back.
        let isKept: () throws -> Bool

        /// Transactions of about `size` events.
        package static func of(
            _ size: Int, mayEnd: @escaping () -> Bool, isKept: @escaping () throws -> Bool
        ) -> Batches {
            Batches(size: max(size, 1), mayEnd: mayEnd, isKept: isKept)
        }

        /// A single transaction for all rows.
        package static func one(isKept: @escaping () throws -> Bool) -> Batches {
            Batches(size: nil, mayEnd: { false }, isKept: isKept)
        }
    }

    /// Records the events that rows describe. A row that is refused leaves nothing behind, and the following rows are
    /// still processed. An event that is in the log already, under the same key, is not recorded again.
    ///
    /// Throws `RowListError` if too many rows have gone.
    ///
    /// - Parameters:
    ///   - batches: how the rows are grouped into transactions.
    ///   - list: the list that the rows belong to.
    ///   - next: gives the next row, and nil after the last.
    ///   - recorder: the value of `recordedBy` in drafts that have none.
    ///   - now: gives the recording time of each transaction.
    ///   - note: called with each difference between a row and its event, and with what was done about it.
    ///   - receive: called with the result of each row.
    package func file(
        _ batches: Batches, of list: RowList, next: () throws -> ImportRow?, by recorder: String,
        at now: () throws -> Instant, note: @escaping (RowNote) -> Void = { _ in },
        receive: (Filed) throws -> Void
    ) throws {
        let registry = RowRegistry(list, note: note)
        var isDone = false
        while !isDone {
            // Reads before taking the write lock: a row may be slow to come, for example from a pipe, and other
            // processes can write meanwhile.
            var ahead = try next()
            do {
                try filing(at: try now(), isRepeatable: false) { session in
                    try registry.begin(session.log)
                    var count = 0
                    while true {
                        guard let row = ahead else {
                            isDone = true
                            break
                        }
                        let result = try session.file(row, registry, by: recorder)
                        count += result.count
                        try receive(result)
                        if count >= batches.size ?? Self.written {
                            if batches.size != nil, batches.mayEnd() { break }
                            // Bounds the memory that a long transaction uses.
                            try session.projector.writeActs()
                            count = 0
                        }
                        ahead = try next()
                    }
                    if isDone { try session.fileGone(registry, by: recorder) }
                    if isDone, try !batches.isKept() { throw TakenBack() }
                }
            } catch is TakenBack {}
        }
    }

    /// The number of events after which a long transaction writes its pending projection rows.
    static let written = 10_000

    private struct TakenBack: Error {}
}

extension Casebook.Filed {
    /// The number of events that the result adds to a transaction.
    fileprivate var count: Int {
        switch self {
        case .filed(let events, let opened, let known, let repeated): events + opened + known + repeated
        case .refused, .waits: 0
        }
    }
}
