/// Phase and temperature of one dispute after one step of its fold, with what the next step needs. Small and of fixed
/// size, however long the history is.
package struct FoldState: Sendable, Equatable {
    /// Phase and temperature after the last step that was applied.
    package private(set) var disputeState: DisputeState
    /// How many measures of each level are in force.
    package private(set) var measures = LevelCounts()
    /// The settlement or withdrawal that last ended all measures; nil where there was none.
    package private(set) var measuresEnded: CourseOrder?

    /// The state before the first step, without measures. `position` is that of the opening.
    package init(openedBy position: Int) { disputeState = DisputeState(openedBy: position) }

    package init(disputeState: DisputeState, measures: LevelCounts, measuresEnded: CourseOrder?) {
        self.disputeState = disputeState
        self.measures = measures
        self.measuresEnded = measuresEnded
    }

    /// Applies the next step in order of place.
    ///
    /// - Parameters:
    ///   - step: the step, whose place is not before that of the last one.
    ///   - lifted: the measures that this step is the first to lift.
    package mutating func apply(_ step: Step, lifting lifted: some Sequence<LiftedMeasure>) {
        if let day = step.day { disputeState.lastAct = max(disputeState.lastAct ?? day, day) }
        if step.movement.flags.contains(.statusAssessment) {
            disputeState.assessed = step.movement.outcome.phase
        }
        if step.movement.flags.contains(.reopening) { disputeState.reopened = step.place }
        let hasChanged = movePhase(step)
        // A measure that began before all measures were ended is no longer in force.
        for measure in lifted where measuresEnded.map({ measure.began > $0 }) ?? true {
            measures[measure.level] -= 1
        }
        moveTemperature(step, phaseChanged: hasChanged)
    }

    /// Applies the table of section 5.
    ///
    /// - Returns: whether the phase has changed.
    private mutating func movePhase(_ step: Step) -> Bool {
        guard let effect = step.movement.phase,
            let next = disputeState.phase.after(effect, step.movement), next != disputeState.phase
        else { return false }
        disputeState.phase = next
        disputeState.phaseSince = step.place
        disputeState.phaseCause = step.position
        disputeState.assessed = nil
        if next.endsMeasures {
            measures = LevelCounts()
            measuresEnded = step.order
        }
        return true
    }

    /// Applies section 6.
    private mutating func moveTemperature(_ step: Step, phaseChanged: Bool) {
        switch step.movement.temperature {
        case .raise(let level):
            disputeState.level = max(disputeState.level, level)
            if disputeState.level > disputeState.peak {
                disputeState.peak = disputeState.level
                disputeState.peakCause = step.position
            }
            if step.movement.flags.contains(.measure) { measures[level] += 1 }
        case .cool(let degrees):
            let effect = step.movement.phase
            guard phaseChanged || !(effect == .holdTalks || effect == .acceptTalks) else { return }
            disputeState.level = max(
                0, disputeState.level - degrees, min(disputeState.level, measures.highest))
        case .raiseByForce, nil: break
        }
    }
}

/// A count for each temperature level, 0 to 10. Other levels count as 0 and are not stored.
package struct LevelCounts: Sendable, Equatable {
    private var counts: InlineArray<11, Int32> = .init(repeating: 0)

    package init() {}

    /// The count for a level.
    package subscript(level: Int) -> Int {
        get { counts.indices.contains(level) ? Int(counts[level]) : 0 }
        set { if counts.indices.contains(level) { counts[level] = Int32(clamping: newValue) } }
    }

    /// The highest level whose count is above 0; 0 where there is none.
    package var highest: Int { counts.indices.last { counts[$0] > 0 } ?? 0 }

    package static func == (left: Self, right: Self) -> Bool {
        left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
    }
}
