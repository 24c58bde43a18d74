import DisputeModel
import SQLite

extension ProjectionTable {
    /// The runs of each dispute's course.
    package static let run = ProjectionTable(
        "run",
        "Up to 256 steps of a dispute's course, and its state before them; the first step's place, time and position.",
        [
            Column("dispute", "INTEGER NOT NULL"),
            Column("place", "INTEGER NOT NULL", "milliseconds since 1970 UTC"),
            Column("first", "INTEGER NOT NULL", "when it was recorded first, in this log or another"),
            Column("position", "INTEGER NOT NULL"),
            Column("body", "BLOB NOT NULL"),
        ],
        key: .own(4),
        indexes: [Index("place", on: ["dispute", "place", "first", "position"], isUnique: true)]
    ) { family in
        family.courses.flatMap { course in
            Run.all(of: course).map { $0.row(dispute: course.opening.position) }
        }
    }
}

extension Run {
    func row(dispute: Int) -> ProjectionRow {
        [.number(dispute)] + (steps.first?.step.order ?? .none).cells + [.blob(packed)]
    }
}
