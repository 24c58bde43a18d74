import Answers
import Casebook
import DisputeModel
import EventLog
import SQLite

/// Writes the courses of disputes to the tables of the SQLite file that `export` makes.
struct CourseWriter {
    private let name: (String) throws -> Void
    private let disputes: TableWriter
    private let sides: TableWriter
    private let members: TableWriter
    private let changes: TableWriter
    private let obligations: TableWriter
    private let obligationParties: TableWriter
    private let obligationSteps: TableWriter
    private let measures: TableWriter
    private let dates: TableWriter
    private let steps: TableWriter

    /// - Parameter name: adds the row of a party, given its reference, to the table `parties`.
    init(_ file: NewDatabase, name: @escaping (String) throws -> Void) throws {
        self.name = name
        disputes = try TableWriter(file, "INTO disputes", columns: 13)
        sides = try TableWriter(file, "INTO dispute_sides", columns: 3)
        members = try TableWriter(file, "INTO dispute_members", columns: 4)
        changes = try TableWriter(file, "INTO phase_changes", columns: 5)
        obligations = try TableWriter(file, "INTO obligations", columns: 9)
        obligationParties = try TableWriter(file, "INTO obligation_parties", columns: 4)
        obligationSteps = try TableWriter(file, "INTO obligation_steps", columns: 6)
        measures = try TableWriter(file, "INTO measures", columns: 6)
        dates = try TableWriter(file, "INTO kept_dates", columns: 4)
        steps = try TableWriter(file, "INTO waiting_step", columns: 4)
    }

    func write(_ known: ExportedCourse) throws {
        let course = known.course
        try writeDispute(course)
        try writeChanges(course)
        for obligation in course.obligations { try write(obligation) }
        let dispute = Cell.text(course.opening.dispute)
        for measure in course.measures {
            try measures.write([
                .number(measure.cause), dispute, .number(measure.level),
                .text(measure.began.place.description), .text(measure.ended?.place.description),
                Self.optional(measure.ended?.position),
            ])
        }
        for date in known.appointments {
            try dates.write([
                .number(date.position), dispute, .text(date.due.day.description),
                .flag(date.due.isSoft),
            ])
        }
        var number = 0
        try course.forEachStep { step, _, after in
            number += 1
            try steps.write([
                .number(step.position), .number(number), .text(after.phase.rawValue), .number(after.level),
            ])
        }
    }

    private func writeDispute(_ course: Course) throws {
        let (opening, disputeState) = (course.opening, course.state.disputeState)
        let parent = opening.dispute.utf8.lastIndex(of: UInt8(ascii: "/")).map { opening.dispute[..<$0] }
        try disputes.write([
            .text(opening.dispute), .text(opening.title), .text(disputeState.phase.rawValue),
            .text((disputeState.phaseSince?.day ?? opening.beginning).description),
            .number(disputeState.phaseCause), .text(disputeState.assessed?.rawValue),
            .number(disputeState.level),
            .number(disputeState.peak), .text(disputeState.lastAct?.description),
            .text(opening.beginning.description), .text(parent.map { String($0) }),
            .number(opening.position), Self.optional(disputeState.peakCause),
        ])
        for (side, index) in zip(opening.sides.sides, 1...) {
            try sides.write([.text(opening.dispute), .number(index), .text(side.name)])
            for (party, number) in zip(side.members, 1...) {
                try name(party.reference)
                try members.write([
                    .text(opening.dispute), .number(index), .number(number), .text(party.reference),
                ])
            }
        }
    }

    private func writeChanges(_ course: Course) throws {
        func write(_ number: Int, _ day: Day, _ phase: Phase, _ cause: Int) throws {
            try changes.write([
                .text(course.opening.dispute), .number(number), .text(day.description),
                .text(phase.rawValue), .number(cause),
            ])
        }
        try write(1, course.opening.beginning, .latent, course.opening.position)
        for (change, number) in zip(course.changes, 2...) {
            try write(number, change.order.place.day, change.phase, change.order.position)
        }
    }

    private func write(_ obligation: Obligation) throws {
        let due = obligation.currentDue
        let parties = [
            ("owedBy", obligation.owedBy.map(\.reference)), ("owedTo", obligation.owedTo.map(\.reference)),
        ]
        try obligations.write([
            .number(obligation.opener), .text(obligation.dispute), .text(obligation.kindName),
            .text(ExportDatabase.list(parties[0].1)), .text(ExportDatabase.list(parties[1].1)),
            .text(obligation.state.rawValue), .text(due?.day.description),
            .flag(due?.isSoft == true), Self.optional(obligation.stateCause),
        ])
        for (role, names) in parties {
            for (party, number) in zip(names, 1...) {
                try name(party)
                try obligationParties.write([
                    .number(obligation.opener), .text(role), .number(number), .text(party),
                ])
            }
        }
        for (dealing, number) in zip(obligation.changes, 1...) {
            try obligationSteps.write([
                .number(obligation.opener), .number(number), .number(dealing.cause),
                .text(dealing.state.rawValue), .text(dealing.due?.day.description),
                .flag(dealing.isReply),
            ])
        }
    }

    private static func optional(_ number: Int?) -> Cell { number.map { .number($0) } ?? .null }
}

extension Obligation {
    /// The position of the event that put the obligation into its current state; nil if it is still in its
    /// initial state.
    fileprivate var stateCause: Int? {
        var cause: Int?
        var before = State.open
        for dealing in changes where dealing.state != before {
            (before, cause) = (dealing.state, dealing.cause)
        }
        return cause
    }
}
