import DisputeModel
import SQLite

extension ProjectionTable {
    /// What is to be known of an event besides its text.
    package static let entry = ProjectionTable(
        "entry", "One row an event of which more is to be known than its text says.",
        [
            .key("position"),
            Column("dispute", "INTEGER NOT NULL", "its number; 0 for what concerns the log itself"),
            Column("place", "INTEGER NOT NULL"),
            Column("first", "INTEGER NOT NULL"),
            Column(
                "flags", "INTEGER NOT NULL",
                "\(EntryFlag.retracted.rawValue) retracted, \(EntryFlag.corrected.rawValue) corrected"),
            Column("target", "INTEGER", "the event that a record event is about"),
            Column("origin", "BLOB", "the id that it was recorded with first, if that was in another log"),
        ],
        indexes: [
            Index("dispute"), Index("target", where: "target IS NOT NULL"),
            Index("origin", where: "origin IS NOT NULL"),
        ]
    ) { family in
        family.record.unusualEntries.map { entry in
            row(
                of: entry.order, dispute: family.number(of: entry.dispute),
                flags: (entry.isRetracted ? EntryFlag.retracted.rawValue : 0)
                    | (entry.isCorrected ? EntryFlag.corrected.rawValue : 0),
                target: entry.target, origin: entry.origin)
        }
    }

    /// - Parameter dispute: the dispute's number; 0 for an event that concerns the log itself.
    static func row(
        of order: CourseOrder, dispute: Int, flags: Int = 0, target: Int? = nil, origin: EventID?
    ) -> ProjectionRow {
        [
            .number(order.position), .number(dispute), .number(order.place.milliseconds),
            .number(order.firstTime.milliseconds), .number(flags), target.map { .number($0) } ?? .null,
            origin.map { .blob($0.bytes) } ?? .null,
        ]
    }
}
