import DisputeModel
import EventLog

extension Projector {
    /// Inserts the acts of a family into the courses of their disputes, and updates measures and obligations.
    ///
    /// - Returns: false if the family has to be rebuilt instead, because a row cannot be read or an act
    ///   changes the effect of another act.
    func write(_ acts: [PendingAct]) throws -> Bool {
        var writing = CourseWriting(self)
        do {
            for act in acts.sorted(by: { $0.event.order < $1.event.order }) {
                guard try writing.apply(act) else { return false }
            }
            try writing.finish()
            return true
        } catch is ByteReader.Malformed {
            return false
        }
    }
}

/// The courses of one family while acts are inserted into them.
private struct CourseWriting {
    private let projector: Projector
    private let store: FamilyStore
    private var disputes: [Int: Dispute] = [:]
    private var obligations: [Int: (before: Obligation?, now: Obligation, dispute: Int)] = [:]
    private var measures: [Int: Measure] = [:]

    private struct Dispute {
        let family: String
        /// The opening as it is stored in the dispute's row.
        let former: Opening
        var opening: Opening
        var sides: SidesCache
        var result: RunEditor.Result
        var steps: [Run.Step] = []
    }

    init(_ projector: Projector) {
        self.projector = projector
        store = projector.store
    }

    private var symbols: Symbols { projector.scanner.symbols }

    /// Reads the dispute with this number. False if there is none.
    private mutating func load(_ number: Int) throws -> Bool {
        guard disputes[number] == nil else { return true }
        guard let stored = try projector.dispute(numbered: number) else { return false }
        disputes[number] = Dispute(
            family: DisputeID.family(of: stored.opening.dispute), former: stored.opening,
            opening: stored.opening,
            sides: SidesCache(stored.opening.sides, symbols),
            result: RunEditor.Result(state: stored.state, last: stored.last, lines: stored.lines))
        return true
    }

    // MARK: Sections 5 and 6

    /// Applies an act to its dispute. False if it changes the effect of another act.
    mutating func apply(_ act: PendingAct) throws -> Bool {
        guard try load(act.dispute), var dispute = disputes[act.dispute] else { return false }
        let event = act.event
        let step = Step(event, acceptsProposal: act.acceptsProposal, &dispute.sides)
        guard let lifted = try lift(act, step.movement) else { return false }
        dispute.steps.append(Run.Step(step: step, lifted: lifted))
        if event.standing == .asserted, !event.isRecord {
            dispute.opening.noteAsserted(on: event.place.day)
        }
        disputes[act.dispute] = dispute
        if let measure = Measure(begunBy: step) { try note(measure, of: act.dispute) }
        try reply(act)
        if event.opensObligation {
            let obligation = Obligation(event, in: dispute.opening.dispute, symbols)
            obligations[event.position] = (nil, obligation, act.dispute)
        }
        let applied = AppliedAct(event: event, dispute: act.dispute) { [projector] in
            projector.scanner.symbols
        }
        for table in ProjectionTable.ofActs {
            if let row = table.rowOfAct?(applied) { try store.write(row, to: table) }
        }
        return true
    }

    /// The measures that this act is the first to lift. nil if the measure was first lifted by a later act,
    /// whose step would change.
    private mutating func lift(_ act: PendingAct, _ movement: Movement) throws -> [LiftedMeasure]? {
        guard movement.liftsMeasures(act.event) else { return [] }
        var lifted: [LiftedMeasure] = []
        for cause in Set(act.named).sorted() {
            guard var measure = try measures[cause] ?? store.measure(cause, of: act.dispute),
                measure.began < act.event.order
            else { continue }
            if let first = measure.reliefs.first, act.event.order < first { return nil }
            if let first = measure.lift(by: act.event.order) { lifted.append(first) }
            try note(measure, of: act.dispute)
        }
        return lifted
    }

    private mutating func note(_ measure: Measure, of dispute: Int) throws {
        measures[measure.cause] = measure
        try store.write(ProjectionTable.row(of: measure, dispute: dispute), to: .measure)
    }

    // MARK: Section 7

    private mutating func reply(_ act: PendingAct) throws {
        // The symbols are copied where they are passed on, so ask first.
        guard act.event.effects.reply != nil, let reply = Obligation.Reply(act.event, symbols) else { return }
        if reply.effect == .assesses {
            guard let target = act.target else { return }
            for opener in try projector.named(by: target) {
                guard let obligation = try obligation(opener),
                    obligation.replies.contains(where: {
                        $0.order.position == target && $0.order < reply.order
                    })
                else { continue }
                obligations[opener]?.now.insert(reply)
            }
            return
        }
        for opener in Set(act.named) {
            guard let obligation = try obligation(opener), obligation.order < reply.order,
                try acts(act.event, reply.effect, on: obligation, opener)
            else { continue }
            obligations[opener]?.now.insert(reply)
        }
    }

    private mutating func acts(
        _ event: EventDigest, _ effect: ReplyEffect, on obligation: Obligation, _ opener: Int
    ) throws -> Bool {
        guard let dispute = obligations[opener]?.dispute else { return false }
        guard try load(dispute), let sides = disputes[dispute]?.opening.sides else { return false }
        let actors = symbols.parties(event.actors)
        return effect.acts(
            event.standing, reporter: symbols.reporter(of: event),
            isDebtor: { sides.areAkin(actors, toAnyOf: obligation.owedBy) },
            isCreditor: { sides.areAkin($0.map { [$0] } ?? actors, toAnyOf: obligation.owedTo) })
    }

    private mutating func obligation(_ opener: Int) throws -> Obligation? {
        if let known = obligations[opener] { return known.now }
        guard let (stored, dispute) = try store.obligation(openedBy: opener) else { return nil }
        let known = stored.after(all: try store.endsAndReopenings(of: dispute))
        obligations[opener] = (known, known, dispute)
        return known
    }

    // MARK: Writing

    mutating func finish() throws {
        for (number, dispute) in disputes.sorted(by: { $0.key < $1.key }) where !dispute.steps.isEmpty {
            var result = dispute.result
            try RunEditor(store, number).insert(dispute.steps, &result)
            try projector.write(
                FamilyStore.Dispute(
                    opening: dispute.opening, state: result.state, last: result.last, lines: result.lines),
                over: dispute.former, of: dispute.family)
            guard let former = result.formerEndsAndReopenings else { continue }
            // At an end or a reopening of the dispute, each of its obligations may change.
            for obligation in try store.obligations(of: number, former)
            where obligations[obligation.opener] == nil {
                obligations[obligation.opener] = (obligation, obligation, number)
            }
        }
        var endsAndReopenings: [Int: EndsAndReopenings] = [:]
        for (_, entry) in obligations.sorted(by: { $0.key < $1.key }) {
            let own = try endsAndReopenings[entry.dispute] ?? store.endsAndReopenings(of: entry.dispute)
            endsAndReopenings[entry.dispute] = own
            let now = entry.now.after(all: own)
            if let before = entry.before, before.state == now.state, before.currentDue == now.currentDue,
                before.replies == now.replies
            {
                continue
            }
            projector.note(now, before: entry.before)
            try store.write(ProjectionTable.row(of: now, dispute: entry.dispute), to: .obligation)
        }
    }
}
