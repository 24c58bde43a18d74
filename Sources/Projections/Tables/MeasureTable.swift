import DisputeModel
import SQLite

extension ProjectionTable {
    /// Measures, and what lifts them.
    package static let measure = ProjectionTable(
        "measure", "One row a measure, by the position of the act that took it, and the acts that lift it.",
        [
            .key("cause"),
            Column("dispute", "INTEGER NOT NULL"),
            Column("level", "INTEGER NOT NULL"),
            Column("body", "BLOB NOT NULL"),
        ],
        indexes: [Index("dispute")], rowsInWords: "measures"
    ) { family in
        family.courses.flatMap { course in
            course.measures.map { row(of: $0, dispute: course.opening.position) }
        }
    }

    static func row(of measure: Measure, dispute: Int) -> ProjectionRow {
        [.number(measure.cause), .number(dispute), .number(measure.level), .blob(measure.packed)]
    }
}
