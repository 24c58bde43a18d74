/// What the fold reads of an act or record event that counts: where it stands, and what it does to the phase and the
/// temperature of its dispute. Who acts, and what it responds to, has been looked at when the step was made.
package struct Step: Sendable, Equatable {
    package let order: CourseOrder
    /// The latest day that the act may have happened on; nil for a record event.
    package let day: Day?
    /// What moves status (section 5); nothing where the act moves none.
    package let movement: Movement

    package var position: Int { order.position }
    package var place: Instant { order.place }

    package init(order: CourseOrder, day: Day?, movement: Movement) {
        self.order = order
        self.day = day
        self.movement = movement
    }
}

extension Step {
    /// That of an act or record event, at its place.
    package init(_ event: EventDigest, acceptsProposal: Bool, _ sides: inout SidesCache) {
        self.init(
            order: event.order, day: event.isRecord ? nil : event.latestDay ?? event.place.day,
            movement: Movement(event, acceptsProposal: acceptsProposal) { sides.admit(event, $0) })
    }
}

/// What one act does to phase and temperature, if its dispute's state lets it.
package struct Movement: Sendable, Equatable {
    package var phase: PhaseEffect?
    /// The word that the effect on the phase asks for, or the phase that an analyst gives.
    package var outcome = Outcome.other
    /// A level that it raises to, or degrees that it cools by; `raiseByForce` has been turned into a level.
    package var temperature: TemperatureEffect?
    /// It responds to a proposal of talks that counts.
    package var acceptsProposal = false
    /// What it does stays in force until it is lifted.
    package var isMeasure = false
    package var isStatusAssessment = false
    package var isReopening = false
    /// It is a closing. In a log that was restored as it was one may move nothing, and be no judgement of a reply all the same.
    package var isClosing = false

    package init() {}

    /// As it was kept; nil where it is none that an act has.
    package init?(phase: PhaseEffect?, outcome: Outcome, temperature: TemperatureEffect?, flags: Int) {
        guard (0..<64).contains(flags) else { return nil }
        (self.phase, self.outcome, self.temperature) = (phase, outcome, temperature)
        moves = flags & 1 != 0
        acceptsProposal = flags & 2 != 0
        isMeasure = flags & 4 != 0
        isStatusAssessment = flags & 8 != 0
        isReopening = flags & 16 != 0
        isClosing = flags & 32 != 0
    }

    package var flags: Int {
        (moves ? 1 : 0) | (acceptsProposal ? 2 : 0) | (isMeasure ? 4 : 0) | (isStatusAssessment ? 8 : 0)
            | (isReopening ? 16 : 0) | (isClosing ? 32 : 0)
    }

    /// It does nothing.
    package var isNone: Bool { flags == 0 }

    /// The act moves status (section 5), whether or not the state lets it change anything.
    package private(set) var moves = false
}

/// A measure that an act lifts: the level that it holds up, and where it began.
package struct LiftedMeasure: Sendable, Equatable {
    package let level: Int
    package let began: CourseOrder

    package init(level: Int, began: CourseOrder) {
        self.level = level
        self.began = began
    }
}

extension Movement {
    /// Section 5: whether an act moves status, and section 6: what it does to the temperature.
    ///
    /// - Parameter isAdmitted: what the vocabulary's `acts` column says of its parties.
    init(_ event: EventDigest, acceptsProposal: Bool, isAdmitted: (Kind.ActsRule) -> Bool) {
        self.init()
        let effects = event.effects
        if effects.record == .statusAssessment {
            isStatusAssessment = true
            outcome = event.outcome
        }
        isReopening = effects.record == .reopening
        isClosing = effects.record == .closing
        // What moves neither phase nor temperature need not ask who acts.
        guard effects.phase != nil || effects.temperature != nil || effects.isRelief,
            event.standing == .asserted, !(event.isConditional && effects.dependsOnCondition),
            isAdmitted(effects.acts)
        else { return }
        moves = true
        phase = effects.phase
        outcome = event.outcome
        self.acceptsProposal = acceptsProposal
        isMeasure = effects.isMeasure
        switch effects.temperature {
        case .raiseByForce: temperature = event.outcome.levelOfForce.map { .raise($0) }
        default: temperature = effects.temperature
        }
    }

    /// The level that a measure holds up while it is in force; nil for what is none.
    package var measureLevel: Int? {
        if isMeasure, case .raise(let level) = temperature { level } else { nil }
    }
}
