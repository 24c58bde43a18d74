/// The course of one dispute as known at one moment of the record: every step of its fold, so that the answer as of any
/// day is the state after the last step on that day or before.
package struct Course: Sendable {
    package let opening: Opening
    /// In order of place.
    package private(set) var steps: [Step] = []
    /// In order of the openers' places, with all that has been done about them.
    package private(set) var obligations: [Obligation] = []
    /// In order of their beginnings.
    package private(set) var measures: [Measure] = []
    /// Every change of phase.
    package private(set) var changes: [Change] = []
    /// The ends and reopenings among them.
    package private(set) var turns = PhaseEnds()
    /// After the last step.
    package private(set) var state: FoldState
    /// By the position of the act that lifts them.
    private var lifted: [Int: [LiftedMeasure]] = [:]

    package struct Change: Sendable, Equatable {
        package let order: CourseOrder
        package let phase: Phase

        package init(order: CourseOrder, phase: Phase) {
            self.order = order
            self.phase = phase
        }
    }

    /// What an act did that stays in force for a time (section 6).
    package struct Measure: Sendable, Equatable {
        package let level: Int
        package let began: CourseOrder
        /// The acts that lift it, in order: after the first of them there is nothing to lift.
        package var reliefs: [CourseOrder] = []
        /// Where it was lifted, or all measures ended.
        package fileprivate(set) var ended: CourseOrder?

        package var cause: Int { began.position }

        package init(level: Int, began: CourseOrder, reliefs: [CourseOrder] = []) {
            self.level = level
            self.began = began
            self.reliefs = reliefs
        }

        /// Whether it is in force at the end of the day.
        package func isInForce(asOf day: Day) -> Bool {
            began.place <= day.end && ended.map { $0.place > day.end } ?? true
        }
    }

    init(opening: Opening) {
        self.opening = opening
        state = FoldState(openedBy: opening.position)
    }

    /// The courses of all disputes of a family, by id.
    package static func all(of record: FamilyRecord) -> [String: Course] {
        Dictionary(
            FamilyFold.courses(of: record).map { ($0.opening.dispute, $0) }, uniquingKeysWith: { $1 })
    }

    // MARK: Looking

    package func disputeState(asOf day: Day) -> DisputeState {
        let end = day.end
        if steps.last.map({ $0.place <= end }) ?? true { return state.disputeState }
        var state = FoldState(openedBy: opening.position)
        for step in steps.prefix(while: { $0.place <= end }) {
            state.apply(step, lifting: lifted(by: step.position))
        }
        return state.disputeState
    }

    /// Goes through the steps with the condition before and after each.
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

    package func lifted(by position: Int) -> [LiftedMeasure] {
        lifted.isEmpty ? [] : lifted[position] ?? []
    }

    // MARK: Making

    mutating func add(_ step: Step, lifting measures: [LiftedMeasure], before: Phase, _ state: FoldState) {
        steps.append(step)
        self.state = state
        if !measures.isEmpty { lifted[step.position] = measures }
        let phase = state.disputeState.phase
        guard phase != before else { return }
        changes.append(Change(order: step.order, phase: phase))
        if phase.isEnd || before.isEnd { turns.add(step.order, isEnd: phase.isEnd) }
    }

    mutating func add(_ obligation: Obligation) { obligations.append(obligation) }
    mutating func add(_ measure: Measure) { measures.append(measure) }

    mutating func finish() {
        obligations.sort(by: Obligation.precedes)
        for index in obligations.indices { obligations[index] = obligations[index].after(all: turns) }
        measures.sort { $0.began < $1.began }
        let clearings = changes.filter { $0.phase == .settled || $0.phase == .withdrawn }.map(\.order)
        var next = 0
        for index in measures.indices {
            let began = measures[index].began
            while next < clearings.count, clearings[next] < began { next += 1 }
            let ended = [measures[index].reliefs.first, next < clearings.count ? clearings[next] : nil]
            measures[index].ended = ended.compactMap(\.self).min()
        }
    }
}
