import DisputeModel
import EventLog

/// A run: up to 256 consecutive steps of a dispute's course, with the state before them. It is read and
/// written as a whole.
///
/// So the state at any step is known after folding at most one run. A change within the course affects only
/// the runs from there to where step and state are the same as before.
struct Run: Equatable {
    /// The state before the first step.
    let before: FoldState
    let steps: [Step]

    /// A step, with the measures that it is the first to lift.
    struct Step: Equatable {
        let step: DisputeModel.Step
        let lifted: [LiftedMeasure]
    }

    /// The maximum number of steps.
    static let capacity = 256

    init(before: FoldState, steps: [Step]) {
        self.before = before
        self.steps = steps
    }

    /// The state after the last step.
    var after: FoldState {
        var state = before
        for step in steps { state.apply(step.step, lifting: step.lifted) }
        return state
    }

    /// Divides a course into runs.
    static func all(of course: Course) -> [Run] {
        var runs: [Run] = []
        var state = FoldState(openedBy: course.opening.position)
        for start in stride(from: 0, to: course.steps.count, by: capacity) {
            let before = state
            let steps = course.steps[start..<min(start + capacity, course.steps.count)].map { step in
                let lifted = course.lifted(by: step.position)
                state.apply(step, lifting: lifted)
                return Step(step: step, lifted: lifted)
            }
            runs.append(Run(before: before, steps: steps))
        }
        return runs
    }

    // MARK: Binary form

    init(packed bytes: [UInt8]) throws {
        self = try ByteReader.whole(bytes) { reader in
            let count = try reader.number()
            guard (1...Run.capacity).contains(count) else { throw ByteReader.Malformed() }
            let before = try reader.foldState()
            var steps: [Step] = []
            steps.reserveCapacity(count)
            var previous = CourseOrder.zero
            for _ in 0..<count {
                let step = try reader.runStep(after: previous)
                guard steps.isEmpty || previous < step.step.order else { throw ByteReader.Malformed() }
                previous = step.step.order
                steps.append(step)
            }
            return Run(before: before, steps: steps)
        }
    }

    /// The binary form: the number of steps, the state before them, and each step as the difference from the
    /// one before.
    var packed: [UInt8] {
        // Held by who makes a run: a course is in order, and so is what is merged or read. So only debug builds look again.
        assert(
            (1...Run.capacity).contains(steps.count)
                && zip(steps, steps.dropFirst()).allSatisfy { $0.step.order < $1.step.order },
            "the steps of a run are out of order, or too many, and it could not be read again")
        var writer = ByteWriter()
        writer.write(steps.count)
        writer.write(before)
        var previous = CourseOrder.zero
        for step in steps {
            writer.write(step, after: previous)
            previous = step.step.order
        }
        return writer.bytes
    }

    /// The number of steps in the binary form of a run, without decoding them.
    static func count(ofPacked bytes: [UInt8]) throws -> Int {
        var reader = ByteReader(bytes)
        let count = try reader.number()
        guard (1...Run.capacity).contains(count) else { throw ByteReader.Malformed() }
        return count
    }

    /// The binary form of a run with further steps appended. The existing steps are not decoded.
    ///
    /// - Parameter last: the order of the last existing step.
    static func packed(
        _ bytes: [UInt8], adding steps: [Step], after last: CourseOrder
    ) throws -> [UInt8] {
        let count = try count(ofPacked: bytes)
        precondition(count + steps.count <= capacity, "a run that is too long could not be read again")
        var writer = ByteWriter()
        writer.write(count)
        let header = writer.bytes.count
        writer = ByteWriter()
        writer.write(count + steps.count)
        writer.write(bytes: bytes[header...])
        var previous = last
        for step in steps {
            writer.write(step, after: previous)
            previous = step.step.order
        }
        return writer.bytes
    }
}

extension CourseOrder {
    /// The order from which the first step's differences are computed.
    fileprivate static let zero = CourseOrder(
        place: Instant(milliseconds: 0), firstTime: Instant(milliseconds: 0), position: 0)
}

extension ByteWriter {
    /// Writes a step with its place and time as differences: from the step before, and from each other.
    fileprivate mutating func write(_ step: Run.Step, after previous: CourseOrder) {
        let (order, movement) = (step.step.order, step.step.movement)
        write(order.position - previous.position)
        write(order.place.milliseconds - previous.place.milliseconds)
        write(order.firstTime.milliseconds - order.place.milliseconds)
        // A record event has no day. Nearly every act has the day of its place.
        write(step.step.day.map { ($0 - order.place.day) * 2 + 1 } ?? 0)
        write(movement.isNone ? 0 : 1)
        guard !movement.isNone else { return }
        write(movement.phase.flatMap { PhaseEffect.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
        write(Int(movement.outcome.rawValue))
        switch movement.temperature {
        case .raise(let level): write(level)
        case .cool(let degrees): write(-degrees)
        case .raiseByForce, nil: write(0)
        }
        write(Int(movement.flags.rawValue))
        write(step.lifted) { writer, measure in
            writer.write(measure.level)
            writer.write(measure.began)
        }
    }

    mutating func write(_ state: FoldState) {
        write(state.disputeState)
        for level in 0...10 { write(state.measures[level]) }
        write(state.measuresEnded == nil ? 0 : 1)
        if let measuresEnded = state.measuresEnded { write(measuresEnded) }
    }
}

extension ByteReader {
    fileprivate mutating func runStep(after previous: CourseOrder) throws -> Run.Step {
        let position = try Self.position(sum(previous.position, number()))
        let place = try instant(sum(previous.place.milliseconds, number()))
        let firstTime = try instant(sum(place.milliseconds, number()))
        let order = CourseOrder(place: place, firstTime: firstTime, position: position)
        let day = try dayOfStep(from: place.day)
        guard try flag() else {
            return Run.Step(step: Step(order: order, day: day, movement: Movement()), lifted: [])
        }
        let phase = try number()
        guard (0...PhaseEffect.allCases.count).contains(phase) else { throw Malformed() }
        let outcome = try outcome()
        let degrees = try number()
        guard (-10...10).contains(degrees),
            let movement = Movement(
                phase: phase == 0 ? nil : PhaseEffect.allCases[phase - 1], outcome: outcome,
                temperature: degrees == 0 ? nil : degrees > 0 ? .raise(degrees) : .cool(-degrees),
                flags: try number()),
            !movement.isNone
        else { throw Malformed() }
        let lifted = try list { LiftedMeasure(level: try $0.level(), began: try $0.order()) }
        return Run.Step(step: Step(order: order, day: day, movement: movement), lifted: lifted)
    }

    mutating func foldState() throws -> FoldState {
        let disputeState = try disputeState()
        var measures = LevelCounts()
        for level in 0...10 {
            guard let count = Int32(exactly: try number()), count >= 0 else { throw Malformed() }
            measures[level] = Int(count)
        }
        return FoldState(
            disputeState: disputeState, measures: measures, measuresEnded: try flag() ? try order() : nil)
    }

    private mutating func dayOfStep(from place: Day) throws -> Day? {
        let number = try number()
        guard number != 0 else { return nil }
        guard number & 1 == 1 else { throw Malformed() }
        return try day(sum(place.number, (number - 1) / 2))
    }

    private func sum(_ one: Int, _ other: Int) throws -> Int {
        let (sum, isTooGreat) = one.addingReportingOverflow(other)
        guard !isTooGreat else { throw Malformed() }
        return sum
    }
}
