/// The fold: applies the acts of a family in order of place and carries phase, temperature and obligations forward
/// (sections 5 to 7). A pure function of the record.
///
/// An act's step (what it does if the state allows it), the obligations that a reply acts on and the measures that a
/// relief lifts depend on the events alone, not on the state before. Only phase and temperature are carried from step
/// to step. So nothing here grows faster than the record, and a state is small.
package struct FamilyFold {
    private let record: FamilyRecord
    private let symbols: Symbols
    private var disputes: [Dispute] = []
    private var disputeOfSymbol: [UInt32: Int] = [:]
    /// By the index of the act that opened the obligation.
    private var obligations: [Int32: Obligation] = [:]
    /// For each reply, the openers of the obligations that it acted on. A judgement of the reply acts on the same
    /// obligations.
    private var actedOn: [Int32: [Int32]] = [:]
    /// The measures that have begun, by the index of the act.
    private var measures: [Int32: Measure] = [:]

    private struct Dispute {
        var course: Course
        var state: FoldState
        var sides: SidesCache
    }

    /// The courses of all disputes of a family, in the order of their openings.
    package static func courses(of record: FamilyRecord) -> [Course] {
        var fold = FamilyFold(record)
        for index in record.course { fold.apply(index) }
        return fold.finished()
    }

    private init(_ record: FamilyRecord) {
        self.record = record
        symbols = record.table.symbols
        // Only a tampered log has two openings of one dispute. The later one counts.
        for opening in record.openings {
            let symbol = record.symbol(of: opening)
            let dispute = Dispute(
                course: Course(opening: opening), state: FoldState(openedBy: opening.position),
                sides: SidesCache(opening.sides, symbols))
            if let index = disputeOfSymbol[symbol] {
                disputes[index] = dispute
            } else {
                disputeOfSymbol[symbol] = disputes.count
                disputes.append(dispute)
            }
        }
    }

    private mutating func apply(_ index: Int32) {
        let event = record.events[Int(index)]
        guard let dispute = disputeOfSymbol[event.dispute] else { return }
        move(event, index, in: dispute)
        reply(event, index)
        open(event, index, in: dispute)
    }

    // MARK: Sections 5 and 6

    private mutating func move(_ event: EventDigest, _ index: Int32, in dispute: Int) {
        let step = Step(
            event, acceptsProposal: record.mark(Int(index)).contains(.acceptsProposal),
            &disputes[dispute].sides)
        let lifted = lift(event, index, step.movement)
        let before = disputes[dispute].state.disputeState.phase
        disputes[dispute].state.apply(step, lifting: lifted)
        disputes[dispute].course.add(step, lifting: lifted, before: before, disputes[dispute].state)
        if let measure = Measure(begunBy: step) { measures[index] = measure }
    }

    /// The measures that an act is the first to lift. The act must move status, belong to the same dispute and name
    /// the measures in its `inResponseTo`.
    private mutating func lift(_ event: EventDigest, _ index: Int32, _ movement: Movement) -> [LiftedMeasure]
    {
        guard movement.liftsMeasures(event) else { return [] }
        return subjects(of: index).compactMap { other in
            guard record.events[Int(other)].dispute == event.dispute else { return nil }
            return measures[other]?.lift(by: event.order)
        }
    }

    /// The events that an act names in its `inResponseTo`, each once.
    private func subjects(of index: Int32) -> [Int32] {
        let named = record.named(by: Int(index))
        return named.count < 2 ? Array(named) : Set(named).sorted()
    }

    // MARK: Section 7

    /// Applies an act with a reply effect to each obligation that its `inResponseTo` names, and a judgement to each
    /// obligation that the judged reply acted on.
    private mutating func reply(_ event: EventDigest, _ index: Int32) {
        guard let reply = Obligation.Reply(event, symbols) else { return }
        if reply.effect == .assesses {
            guard let target = record.target(of: Int(index)) else { return }
            for opener in actedOn[Int32(target)] ?? [] { obligations[opener]?.insert(reply) }
            return
        }
        for opener in subjects(of: index) {
            guard obligations[opener] != nil, acts(event, reply.effect, on: opener) else { continue }
            obligations[opener]?.insert(reply)
            actedOn[index, default: []].append(opener)
        }
    }

    /// Whether the act acts on this obligation, whose opener its `inResponseTo` names.
    private mutating func acts(_ event: EventDigest, _ effect: ReplyEffect, on opener: Int32) -> Bool {
        let asked = record.events[Int(opener)]
        guard let dispute = disputeOfSymbol[asked.dispute] else { return false }
        let (owedBy, owedTo) = asked.debtorsAndCreditors
        let reporter = event.standing == .claimed ? symbols.reporter(of: event) : nil
        return effect.acts(
            event.standing, reporter: reporter,
            isDebtor: { disputes[dispute].sides.areAkin(event.actors, toAnyOf: owedBy) },
            isCreditor: { party in
                party.map { disputes[dispute].sides.areAkin($0, toAnyOf: owedTo) }
                    ?? disputes[dispute].sides.areAkin(event.actors, toAnyOf: owedTo)
            })
    }

    private mutating func open(_ event: EventDigest, _ index: Int32, in dispute: Int) {
        guard event.opensObligation else { return }
        obligations[index] = Obligation(event, in: disputes[dispute].course.opening.dispute, symbols)
    }

    private func finished() -> [Course] {
        var courses = disputes.map(\.course)
        for (index, obligation) in obligations {
            if let dispute = disputeOfSymbol[record.events[Int(index)].dispute] {
                courses[dispute].add(obligation)
            }
        }
        for (index, measure) in measures {
            if let dispute = disputeOfSymbol[record.events[Int(index)].dispute] {
                courses[dispute].add(measure)
            }
        }
        for index in courses.indices { courses[index].finish() }
        return courses
    }
}

extension Course {
    /// The courses of all disputes of a family, by dispute id.
    package static func all(of record: FamilyRecord) -> [String: Course] {
        Dictionary(
            FamilyFold.courses(of: record).map { ($0.opening.dispute, $0) }, uniquingKeysWith: { $1 })
    }
}
