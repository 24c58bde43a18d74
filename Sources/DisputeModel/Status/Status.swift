/// Where a dispute stands as of a day (section 8 of the rules).
package struct Status: Sendable {
    package let dispute: String
    package let title: String
    package let sides: Sides
    package let opening: Int
    package let asOf: Day
    package let phase: Phase
    package let phaseSince: Day
    /// Positions, here and below.
    package let phaseCause: Int
    package let assessedPhase: Phase?
    package let level: Int
    package let peak: Int
    package let peakCause: Int?
    package let trend: Trend
    /// In order of the openers' places.
    package let obligations: [Owed]
    /// Every change of phase, the opening first.
    package let history: [Change]
    package let isDormant: Bool
    package let lastAct: Day?

    package enum Trend: String, Sendable { case rising, falling, steady }

    package struct Change: Sendable, Equatable {
        package let on: Day
        package let phase: Phase
        package let cause: Int
    }

    /// An obligation as of the day.
    package struct Owed: Sendable {
        package let obligation: Obligation
        /// nil where it is not outstanding.
        package let timeliness: Timeliness?
        /// Days since the opener's place; nil where it has no beginning.
        package let age: Int?

        package var state: Obligation.State { obligation.state }
        package var due: Due? { obligation.currentDue }
    }

    package enum Timeliness: String, Sendable, CaseIterable {
        case overdue
        case dueToday = "due-today"
        case softOverdue = "soft-overdue"
        case notDue = "not-due"
        case noDate = "no-date"

        init(_ due: Due?, asOf day: Day) {
            self =
                switch due {
                case .on(let date): date < day ? .overdue : date == day ? .dueToday : .notDue
                case .about(let date, _): date < day ? .softOverdue : .notDue
                case nil: .noDate
                }
        }
    }

    /// nil where the dispute does not exist yet.
    package init?(_ course: Course, asOf day: Day) {
        guard day >= course.opening.beginning else { return nil }
        let now = course.condition(asOf: day)
        let before = course.condition(asOf: day - 30)
        asOf = day
        dispute = course.opening.dispute
        title = course.opening.title
        sides = course.opening.sides
        opening = course.opening.position
        phase = now.phase
        phaseSince = now.phaseSince?.day ?? course.opening.beginning
        phaseCause = now.phaseCause
        assessedPhase = now.assessed
        level = now.level
        peak = now.peak
        peakCause = now.peakCause
        trend = now.level > before.level ? .rising : now.level < before.level ? .falling : .steady
        lastAct = now.lastAct.map { min($0, day) }
        obligations = course.obligations.compactMap { $0.asOf(day) }.map {
            Owed(
                obligation: $0,
                timeliness: $0.state.isOutstanding ? Timeliness($0.currentDue, asOf: day) : nil,
                age: $0.hasBeginning ? day - $0.place.day : nil)
        }
        let first = Change(on: course.opening.beginning, phase: .latent, cause: course.opening.position)
        history =
            [first]
            + course.steps.filter { $0.place <= day.end && $0.condition.phaseCause == $0.position }
            .map { Change(on: $0.place.day, phase: $0.condition.phase, cause: $0.position) }
        isDormant = Self.isDormant(now, opened: course.opening.recordedOn, asOf: day)
    }

    private static func isDormant(_ now: Condition, opened: Day, asOf day: Day) -> Bool {
        guard !now.phase.isEnd else { return false }
        let signs = [now.lastAct.map { min($0, day) }, opened <= day ? opened : nil, now.reopened?.day]
        guard let latest = signs.compactMap(\.self).max() else { return false }
        return day - latest > 180
    }
}
