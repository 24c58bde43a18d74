/// The course of one dispute as known at one moment of the record: every step of its fold. The answer as of a day is
/// the state after the last step on or before that day.
package struct Course: Sendable {
    /// The opening of the dispute, as known.
    package let opening: Opening
    /// The steps in order of place.
    package private(set) var steps: [Step] = []
    /// The obligations in order of the acts that opened them, each with all that has been done about it.
    package private(set) var obligations: [Obligation] = []
    /// The measures in the order in which they began.
    package private(set) var measures: [Measure] = []
    /// Every change of phase.
    package private(set) var changes: [Change] = []
    /// The changes into an end and the reopenings.
    package private(set) var endsAndReopenings = EndsAndReopenings()
    /// The state after the last step.
    package private(set) var state: FoldState
    /// The measures that each act is the first to lift, by the act's position.
    private var lifted: [Int: [LiftedMeasure]] = [:]

    /// A change of phase.
    package struct Change: Sendable, Equatable {
        /// The order of the event that caused the change.
        package let order: CourseOrder
        /// The phase after the change.
        package let phase: Phase

        package init(order: CourseOrder, phase: Phase) {
            self.order = order
            self.phase = phase
        }
    }

    init(opening: Opening) {
        self.opening = opening
        state = FoldState(openedBy: opening.position)
    }

    // MARK: Reading

    /// The state at the end of a day.
    package func disputeState(asOf day: Day) -> DisputeState {
        let end = day.end
        if steps.last.map({ $0.place <= end }) ?? true { return state.disputeState }
        var state = FoldState(openedBy: opening.position)
        for step in steps.prefix(while: { $0.place <= end }) {
            state.apply(step, lifting: lifted(by: step.position))
        }
        return state.disputeState
    }

    /// Calls `body` for each step, with the states before and after it.
    package func forEachStep(
        _ body: (_ step: Step, _ before: DisputeState, _ after: DisputeState) throws -> Void
    )
        rethrows
    {
        var state = FoldState(openedBy: opening.position)
        for step in steps {
            let before = state.disputeState
            state.apply(step, lifting: lifted(by: step.position))
            try body(step, before, state.disputeState)
        }
    }

    /// The measures that the act at a position is the first to lift.
    package func lifted(by position: Int) -> [LiftedMeasure] {
        lifted.isEmpty ? [] : lifted[position] ?? []
    }

    // MARK: Building

    mutating func add(_ step: Step, lifting measures: [LiftedMeasure], before: Phase, _ state: FoldState) {
        steps.append(step)
        self.state = state
        if !measures.isEmpty { lifted[step.position] = measures }
        let phase = state.disputeState.phase
        guard phase != before else { return }
        changes.append(Change(order: step.order, phase: phase))
        if phase.isEnd || before.isEnd { endsAndReopenings.add(step.order, isEnd: phase.isEnd) }
    }

    mutating func add(_ obligation: Obligation) { obligations.append(obligation) }
    mutating func add(_ measure: Measure) { measures.append(measure) }

    mutating func finish() {
        obligations.sort(by: Obligation.precedes)
        for index in obligations.indices {
            obligations[index] = obligations[index].after(all: endsAndReopenings)
        }
        measures.sort { $0.began < $1.began }
        let clearings = changes.filter(\.phase.endsMeasures).map(\.order)
        var next = 0
        for index in measures.indices {
            while next < clearings.count, clearings[next] < measures[index].began { next += 1 }
            measures[index].end(with: next < clearings.count ? clearings[next] : nil)
        }
    }
}
