import DisputeModel
import SQLite

extension ProjectionTable {
    /// Dates that acts name and by which nobody owes an answer.
    package static let appointment = ProjectionTable(
        "kept_date", "Dates that acts name and that are no obligations: meetings, conferences.",
        [
            .key("position"),
            Column("dispute", "INTEGER NOT NULL"),
            Column("place", "INTEGER NOT NULL"),
            Column("due", "TEXT NOT NULL"),
            Column("is_soft", "INTEGER NOT NULL"),
        ],
        indexes: [Index("dispute"), Index("due")], rowsInWords: "dates to keep",
        rowOfAct: { act in
            guard act.event.namesDate, let due = act.symbols().due(act.event.due) else { return nil }
            return row(of: due, act.event.position, act.event.place, dispute: act.dispute)
        }
    ) { family in
        family.record.acts(where: \.namesDate).compactMap { act in
            act.appointment.map {
                row(of: $0, act.position, act.place, dispute: family.number(of: act.dispute))
            }
        }
    }

    private static func row(of due: Due, _ position: Int, _ place: Instant, dispute: Int) -> ProjectionRow {
        [
            .number(position), .number(dispute), .number(place.milliseconds),
            .text(due.day.description), .flag(due.isSoft),
        ]
    }
}
