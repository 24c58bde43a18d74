/// The status of a dispute as of a day (section 8 of the rules).
package struct Status: Sendable {
    /// The id of the dispute.
    package let dispute: String
    /// The title; the id of the dispute where the opening gives none.
    package let title: String
    /// The sides, as the opening gives them.
    package let sides: Sides
    /// The position of the opening.
    package let opening: Int
    /// The day at whose end the status holds.
    package let asOf: Day
    /// The phase that the fold derives, whatever an analyst assessed.
    package let phase: Phase
    /// The day of the phase's cause; at first the beginning of the dispute.
    package let phaseSince: Day
    /// The position of the event that caused the phase. All causes here are positions.
    package let phaseCause: Int
    /// The phase that an analyst assessed, if it still applies.
    package let assessedPhase: Phase?
    /// The temperature, 0 to 10 (section 6).
    package let level: Int
    /// The highest temperature so far.
    package let peak: Int
    /// The position of the act that raised the temperature to its peak; nil where the peak is 0.
    package let peakCause: Int?
    /// Whether the temperature differs from that of thirty days before `asOf`.
    package let trend: Trend
    /// In order of the acts that opened them.
    package let obligations: [Owed]
    /// Every change of phase, the opening first.
    package let history: [Change]
    /// The dispute has not ended, and more than 180 days have passed since its last act, its opening or its
    /// reopening.
    package let isDormant: Bool
    /// The latest day on which any act so far may have happened, at most `asOf`.
    package let lastAct: Day?

    /// The temperature compared with that of thirty days before.
    package enum Trend: String, Sendable { case rising, falling, steady }

    /// A change of phase, with the position of its cause.
    package struct Change: Sendable, Equatable {
        /// The UTC day of the cause; for the opening, the beginning of the dispute.
        package let on: Day
        /// The phase after the change.
        package let phase: Phase
        /// The position of the event that caused it.
        package let cause: Int
    }

    /// An obligation as of the day.
    package struct Owed: Sendable {
        /// The obligation with what had been done about it by the end of the day.
        package let obligation: Obligation
        /// nil where the obligation is not outstanding.
        package let timeliness: Timeliness?
        /// Days since the opener's place; nil where the opener's date has no beginning.
        package let age: Int?

        /// The state at the end of the day.
        package var state: Obligation.State { obligation.state }
        /// The date at the end of the day, after any extension; nil where no date is set.
        package var due: Due? { obligation.currentDue }
    }

    /// An outstanding obligation compared with its due date. `softOverdue` is for a working date that has passed.
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

    /// Positions of the events that the status refers to: the opening, the causes of the phases and of the peak, and the
    /// acts that opened the obligations. One may be there more than once.
    package var events: [Int] {
        [opening, phaseCause] + history.map(\.cause) + obligations.map(\.obligation.opener)
            + (peakCause.map { [$0] } ?? [])
    }

    /// Reads the status from a course; nil where the dispute does not exist yet.
    package init?(_ course: Course, asOf day: Day) {
        guard day >= course.opening.beginning else { return nil }
        self.init(
            course.opening, course.disputeState(asOf: day), before: course.disputeState(asOf: day - 30),
            changes: course.changes.filter { $0.order.place <= day.end },
            obligations: course.obligations.compactMap { $0.asOf(day) }, asOf: day)
    }

    /// Makes the status from its parts; nil where the dispute does not exist yet.
    ///
    /// - Parameters:
    ///   - opening: the opening of the dispute, as known.
    ///   - now: the state as of the day.
    ///   - before: the state thirty days before.
    ///   - changes: every change of phase up to the day.
    ///   - obligations: as of the day, in order of the acts that opened them.
    ///   - day: the day at whose end the status holds.
    package init?(
        _ opening: Opening, _ now: DisputeState, before: DisputeState, changes: [Course.Change],
        obligations: [Obligation], asOf day: Day
    ) {
        guard day >= opening.beginning else { return nil }
        asOf = day
        dispute = opening.dispute
        title = opening.title
        sides = opening.sides
        self.opening = opening.position
        phase = now.phase
        phaseSince = now.phaseSince?.day ?? opening.beginning
        phaseCause = now.phaseCause
        assessedPhase = now.assessed
        level = now.level
        peak = now.peak
        peakCause = now.peakCause
        trend = now.level > before.level ? .rising : now.level < before.level ? .falling : .steady
        lastAct = now.lastAct.map { min($0, day) }
        self.obligations = obligations.map {
            Owed(
                obligation: $0,
                timeliness: $0.state.isOutstanding ? Timeliness($0.currentDue, asOf: day) : nil,
                age: $0.hasBeginning ? day - $0.place.day : nil)
        }
        history =
            [Change(on: opening.beginning, phase: .latent, cause: opening.position)]
            + changes.map { Change(on: $0.order.place.day, phase: $0.phase, cause: $0.order.position) }
        isDormant = Self.isDormant(now, opened: opening.recordedOn, asOf: day)
    }

    private static func isDormant(_ now: DisputeState, opened: Day, asOf day: Day) -> Bool {
        guard !now.phase.isEnd else { return false }
        let signs = [now.lastAct.map { min($0, day) }, opened <= day ? opened : nil, now.reopened?.day]
        guard let latest = signs.compactMap(\.self).max() else { return false }
        return day - latest > 180
    }
}
