import DisputeModel
import SQLite

extension ProjectionTable {
    /// One row for each dispute.
    package static let dispute = ProjectionTable(
        "dispute", "One row a dispute: how it stands after all its events.",
        [
            .key("number", "the position of its opening"),
            Column("id", "TEXT NOT NULL", isUnique: true),
            Column("family", "TEXT NOT NULL"),
            Column("title", "TEXT NOT NULL"),
            Column("beginning", "TEXT NOT NULL"),
            Column("opening", "BLOB NOT NULL"),
        ] + columnsOfStanding,
        disputeColumn: "number", indexes: [Index("family")]
    ) { family in
        family.courses.map { course in
            row(
                of: FamilyStore.Dispute(
                    opening: course.opening, state: course.state, last: course.steps.last?.order,
                    lines: course.steps.count(where: \.hasLine)), in: family.name)
        }
    }

    /// The columns that give the state after all acts, as opposed to what the opening says.
    private static let columnsOfStanding = [
        Column("phase", "TEXT NOT NULL"),
        Column("since", "TEXT NOT NULL"),
        Column("cause", "INTEGER NOT NULL"),
        Column("assessed", "TEXT"),
        Column("level", "INTEGER NOT NULL"),
        Column("peak", "INTEGER NOT NULL"),
        Column("last_act", "TEXT"),
        Column("lines", "INTEGER NOT NULL", "how many of its steps have lines of their own in a timeline"),
        Column("state", "BLOB NOT NULL"),
        Column("last_place", "INTEGER NOT NULL", "where its last step stands"),
        Column("last_first", "INTEGER NOT NULL"),
        Column("last_position", "INTEGER NOT NULL"),
    ]

    /// What follows `SET` in the update of a dispute's state: the cells of `standing(of:)`.
    static let assignmentsOfStanding = columnsOfStanding.map { "\($0.name) = ?" }.joined(separator: ", ")

    static func row(of dispute: FamilyStore.Dispute, in family: String) -> ProjectionRow {
        let opening = dispute.opening
        return [
            .number(opening.position), .text(opening.dispute), .text(family), .text(opening.title),
            .text(opening.beginning.description), .blob(opening.packed),
        ] + standing(of: dispute)
    }

    /// The cells that give a dispute's state after all its acts.
    static func standing(of dispute: FamilyStore.Dispute) -> ProjectionRow {
        let disputeState = dispute.state.disputeState
        return [
            .text(disputeState.phase.rawValue),
            .text((disputeState.phaseSince?.day ?? dispute.opening.beginning).description),
            .number(disputeState.phaseCause), .text(disputeState.assessed?.rawValue),
            .number(disputeState.level),
            .number(disputeState.peak), .text(disputeState.lastAct?.description), .number(dispute.lines),
            .blob(dispute.state.packed),
        ] + (dispute.last ?? .none).cells
    }
}
