import CanonicalJSON
import DisputeModel
import SQLite

extension ProjectionTable {
    /// What is owed.
    package static let obligation = ProjectionTable(
        "obligation", "One row an obligation, by the position of the act that opened it.",
        [
            .key("opener"),
            Column("dispute", "INTEGER NOT NULL"),
            Column("kind", "TEXT NOT NULL"),
            Column("owed_by", "TEXT NOT NULL"),
            Column("owed_to", "TEXT NOT NULL"),
            Column("state", "TEXT NOT NULL"),
            Column("due", "TEXT"),
            Column("is_soft", "INTEGER NOT NULL"),
            Column("body", "BLOB NOT NULL"),
        ],
        indexes: [
            Index("dispute"),
            Index("pending", on: ["dispute"], where: isPending, conditionColumns: ["state"]),
        ]
    ) { family in
        family.courses.flatMap { course in
            course.obligations.map { row(of: $0, dispute: course.opening.position) }
        }
    }

    /// An SQL condition for an obligation for which somebody waits: for an answer, or for an assessment of
    /// one. The partial index has the same condition, so SQLite can use it for queries that contain this
    /// text.
    static let isPending = "state IN ('open', 'acknowledged', 'partial', 'answered')"

    static func row(of obligation: Obligation, dispute: Int) -> ProjectionRow {
        let due = obligation.currentDue
        return [
            .number(obligation.opener), .number(dispute), .text(obligation.kindName),
            .text(list(obligation.owedBy)), .text(list(obligation.owedTo)),
            .text(obligation.state.rawValue), .text(due?.day.description),
            .flag(due?.isSoft == true), .blob(obligation.packed),
        ]
    }

    private static func list(_ parties: [Party]) -> String {
        JSON.array(parties.map { .string($0.reference) }).canonical
    }
}
