import DisputeModel
import SQLite

extension ProjectionTable {
    /// The changes of each dispute's phase.
    package static let change = ProjectionTable(
        "change", "Every change of phase.",
        [
            Column("dispute", "INTEGER NOT NULL"),
            Column("place", "INTEGER NOT NULL"),
            Column("first", "INTEGER NOT NULL"),
            Column("position", "INTEGER NOT NULL"),
            Column("phase", "TEXT NOT NULL"),
        ],
        key: .columns(4)
    ) { family in
        family.courses.flatMap { course in
            course.changes.map { row(of: $0, dispute: course.opening.position) }
        }
    }

    static func row(of change: Course.Change, dispute: Int) -> ProjectionRow {
        [.number(dispute)] + change.order.cells + [.text(change.phase.rawValue)]
    }
}
