import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// What one row of somebody else's table says: filed together, or not at all.
    package struct ImportRow {
        package struct Draft {
            package let fields: JSONObject
            /// Other keys by which earlier versions, or an earlier form of the mapping, filed the same row.
            package let formerKeys: () -> [String]

            package init(_ fields: JSONObject, formerKeys: @escaping () -> [String] = { [] }) {
                self.fields = fields
                self.formerKeys = formerKeys
            }
        }

        let dispute: String
        /// The openings of the dispute and of those above it, as the row has them.
        let openings: () throws -> [JSONObject]
        let drafts: [Draft]
        /// Why the row is not to be filed. Its drafts have their keys, as far as these could be read: so the row is known to
        /// be in the table.
        let problem: String?
        /// No row comes any more that it could wait for.
        let isLast: Bool

        /// The drafts may name other events by their keys.
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

    /// What came of a row.
    package enum Filed: Equatable {
        /// `repeated` are events that another row of the same table has filed.
        case filed(events: Int, opened: Int, known: Int, repeated: Int)
        /// Nothing of it was.
        case refused(String)
        /// It names an event by a key that the log does not have so far.
        case waits(String)
    }

    /// How rows are taken together into transactions.
    package struct Batches {
        /// Events that become durable together; nil where all rows do, or none.
        let size: Int?
        /// Whether what has been filed so far may become durable.
        let mayEnd: () -> Bool
        /// Asked at the end of the last transaction.
        let isKept: () throws -> Bool

        package static func of(
            _ size: Int, mayEnd: @escaping () -> Bool, isKept: @escaping () throws -> Bool
        ) -> Batches {
            Batches(size: max(size, 1), mayEnd: mayEnd, isKept: isKept)
        }

        package static func one(isKept: @escaping () throws -> Bool) -> Batches {
            Batches(size: nil, mayEnd: { false }, isKept: isKept)
        }
    }

    /// Files what rows say. A row that cannot be filed leaves nothing behind, and those after it go on; what has been filed
    /// before, under the same keys, adds nothing. `note` is told what is there otherwise than a row says, and what was done
    /// about it.
    package func file(
        _ batches: Batches, of list: RowList, next: () throws -> ImportRow?, by recorder: String,
        at now: () throws -> Instant, note: @escaping (RowNote) -> Void = { _ in },
        receive: (Filed) throws -> Void
    ) throws {
        let registry = RowRegistry(list, note: note)
        var isDone = false
        while !isDone {
            // Before the turn to write is taken: a row may be long in coming, from a pipe, and others file meanwhile.
            var ahead = try next()
            do {
                try write { db, projector in
                    var session = try FilingSession(db, projector, at: try now(), random: random)
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
                            // Memory does not grow with what one transaction files.
                            try projector.writeActs()
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

    /// Events after which the tables of a long transaction are written.
    static let written = 10_000

    private struct TakenBack: Error {}
}

extension Casebook.Filed {
    /// How far it brings a transaction to its end.
    fileprivate var count: Int {
        switch self {
        case .filed(let events, let opened, let known, let repeated): events + opened + known + repeated
        case .refused, .waits: 0
        }
    }
}
