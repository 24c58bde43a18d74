/// Phase and temperature of one dispute after one step of its fold, with what made them so.
///
/// Small and of fixed size, so that one can be kept for every step: an answer as of any day is the last step on that
/// day or before.
package struct DisputeState: Sendable, Hashable {
    package internal(set) var phase: Phase
    /// The place of the phase's cause; nil before the first change, when the dispute's beginning counts.
    package internal(set) var phaseSince: Instant?
    /// Position of the event that made the phase: at first the opening.
    package internal(set) var phaseCause: Int
    /// An analyst's phase, until the derived one changes.
    package internal(set) var assessed: Phase?
    /// 0 to 10 (section 6).
    package internal(set) var level = 0
    package internal(set) var peak = 0
    package internal(set) var peakCause: Int?
    /// The latest day that any act so far may have happened on.
    package internal(set) var lastAct: Day?
    /// The place of the last reopening.
    package internal(set) var reopened: Instant?

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
