/// Phase and temperature of one dispute after one step of its fold, with what its next step needs: small and of fixed size,
/// whatever the history.
package struct DisputeState: Sendable, Equatable {
    package private(set) var condition: Condition
    /// How many measures of each level are in force.
    package private(set) var measures = LevelCounts()
    /// Where all measures ended the last time, with a settlement or a withdrawal.
    package private(set) var cleared: CourseOrder?

    package init(openedBy position: Int) { condition = Condition(openedBy: position) }

    package init(condition: Condition, measures: LevelCounts, cleared: CourseOrder?) {
        self.condition = condition
        self.measures = measures
        self.cleared = cleared
    }

    /// Takes the next step in order of place.
    ///
    /// - Parameter lifted: the measures that it is the first to lift.
    package mutating func apply(_ step: Step, lifting lifted: some Sequence<LiftedMeasure>) {
        if let day = step.day { condition.lastAct = max(condition.lastAct ?? day, day) }
        if step.movement.isStatusAssessment { condition.assessed = step.movement.outcome.phase }
        if step.movement.isReopening { condition.reopened = step.place }
        let hasChanged = movePhase(step)
        // Of those that began before all of them ended none is in force any more.
        for measure in lifted where cleared.map({ measure.began > $0 }) ?? true {
            measures[measure.level] -= 1
        }
        moveTemperature(step, phaseChanged: hasChanged)
    }

    /// The table of section 5.
    private mutating func movePhase(_ step: Step) -> Bool {
        guard let effect = step.movement.phase,
            let next = condition.phase.after(effect, step.movement), next != condition.phase
        else { return false }
        condition.phase = next
        condition.phaseSince = step.place
        condition.phaseCause = step.position
        condition.assessed = nil
        if next == .settled || next == .withdrawn {
            measures = LevelCounts()
            cleared = step.order
        }
        return true
    }

    /// Section 6.
    private mutating func moveTemperature(_ step: Step, phaseChanged: Bool) {
        switch step.movement.temperature {
        case .raise(let level):
            condition.level = max(condition.level, level)
            if condition.level > condition.peak {
                condition.peak = condition.level
                condition.peakCause = step.position
            }
            if step.movement.isMeasure { measures[level] += 1 }
        case .cool(let degrees):
            let effect = step.movement.phase
            guard phaseChanged || !(effect == .holdTalks || effect == .acceptTalks) else { return }
            condition.level = max(0, condition.level - degrees, min(condition.level, measures.highest))
        case .raiseByForce, nil: break
        }
    }
}

/// A count for each level of temperature, 0 to 10.
package struct LevelCounts: Sendable, Equatable {
    private var counts: InlineArray<11, Int32> = .init(repeating: 0)

    package init() {}

    package subscript(level: Int) -> Int {
        get { counts.indices.contains(level) ? Int(counts[level]) : 0 }
        set { if counts.indices.contains(level) { counts[level] = Int32(clamping: newValue) } }
    }

    /// The highest level that is counted; 0 where none is.
    package var highest: Int { counts.indices.last { counts[$0] > 0 } ?? 0 }

    package static func == (left: Self, right: Self) -> Bool {
        left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
    }
}
