/// Phase and temperature of one dispute after one step of its fold, with their causes.
///
/// Small and of fixed size, so that one can be kept for every step. The answer as of a day is the state after the
/// last step on or before that day.
package struct DisputeState: Sendable, Hashable {
    /// The phase that the fold derives.
    package internal(set) var phase: Phase
    /// The place of the event that caused the phase; nil before the first change, when the dispute's beginning
    /// counts.
    package internal(set) var phaseSince: Instant?
    /// The position of the event that caused the phase; at first that of the opening.
    package internal(set) var phaseCause: Int
    /// The phase that an analyst assessed; nil again when the derived phase changes.
    package internal(set) var assessed: Phase?
    /// The temperature, 0 to 10 (section 6).
    package internal(set) var level = 0
    /// The highest temperature so far.
    package internal(set) var peak = 0
    /// The position of the act that raised the temperature to its peak.
    package internal(set) var peakCause: Int?
    /// The latest day on which any act so far may have happened.
    package internal(set) var lastAct: Day?
    /// The place of the last reopening.
    package internal(set) var reopened: Instant?

    /// The state before the first step: latent, at temperature 0. `position` is that of the opening.
    package init(openedBy position: Int) {
        phase = .latent
        phaseCause = position
    }

    package init(
        phase: Phase, phaseSince: Instant?, phaseCause: Int, assessed: Phase?, level: Int, peak: Int,
        peakCause: Int?,
        lastAct: Day?, reopened: Instant?
    ) {
        self.phase = phase
        self.phaseSince = phaseSince
        self.phaseCause = phaseCause
        self.assessed = assessed
        self.level = level
        self.peak = peak
        self.peakCause = peakCause
        self.lastAct = lastAct
        self.reopened = reopened
    }
}
