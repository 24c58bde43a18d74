/// What the fold needs of an act or record event that counts: its order, and what it does to the phase and the
/// temperature of its dispute. The parties and the events that it responds to have been considered when the step was
/// made.
package struct Step: Sendable, Equatable {
    /// The order of the event within its family.
    package let order: CourseOrder
    /// The latest day on which the act may have happened; nil for a record event.
    package let day: Day?
    /// What it does to the status (section 5); empty where it does not move it.
    package let movement: Movement

    /// The position of the event in the log, from 1.
    package var position: Int { order.position }
    /// The place of the event as known (section 2).
    package var place: Instant { order.place }

    package init(order: CourseOrder, day: Day?, movement: Movement) {
        self.order = order
        self.day = day
        self.movement = movement
    }
}

extension Step {
    /// The step of an act or record event.
    package init(_ event: EventDigest, acceptsProposal: Bool, _ sides: inout SidesCache) {
        self.init(
            order: event.order, day: event.isRecord ? nil : event.latestDay ?? event.place.day,
            movement: Movement(event, acceptsProposal: acceptsProposal) { sides.admit(event, $0) })
    }
}

/// What one act does to phase and temperature, if the state of its dispute allows it.
package struct Movement: Sendable, Equatable {
    /// The effect on the phase; nil where it has none.
    package var phase: PhaseEffect?
    /// The word that the effect on the phase depends on, or the phase that an analyst assessed.
    package var outcome = Outcome.other
    /// The level to raise to, or the number of levels to cool by. `raiseByForce` has been replaced by a level.
    package var temperature: TemperatureEffect?
    /// The act responds to a proposal of talks that counts.
    package var acceptsProposal = false
    /// Its effect stays in force until it is lifted.
    package var isMeasure = false
    /// The event is an analyst's assessment of the phase, or lifts one.
    package var isStatusAssessment = false
    /// The event reopens the dispute.
    package var isReopening = false
    /// The event is a closing. This is set even where the closing moves nothing, as can happen in a log that was
    /// restored without checks, so that it is not confused with a judgement of a reply.
    package var isClosing = false

    package init() {}

    /// Restores a stored movement; nil where `flags` is not a valid combination of bits.
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

    /// The flags as a number of six bits, for storage.
    package var flags: Int {
        (moves ? 1 : 0) | (acceptsProposal ? 2 : 0) | (isMeasure ? 4 : 0) | (isStatusAssessment ? 8 : 0)
            | (isReopening ? 16 : 0) | (isClosing ? 32 : 0)
    }

    /// No flag is set: the event changes neither phase nor temperature, and is no assessment, reopening or closing.
    package var isNone: Bool { flags == 0 }

    /// The act moves status (section 5), whether or not the state then lets it change anything.
    package private(set) var moves = false
}

/// A measure that an act lifts: the level that it kept up, and where it began.
package struct LiftedMeasure: Sendable, Equatable {
    /// The temperature level that the measure kept up, 0 to 10.
    package let level: Int
    /// The order of the act that began the measure.
    package let began: CourseOrder

    package init(level: Int, began: CourseOrder) {
        self.level = level
        self.began = began
    }
}

extension Movement {
    /// Finds whether an act moves status (section 5), and what it does to the temperature (section 6).
    ///
    /// - Parameter isAdmitted: whether the act's parties satisfy a rule of the vocabulary's `acts` column.
    init(_ event: EventDigest, acceptsProposal: Bool, isAdmitted: (Kind.ActsRule) -> Bool) {
        self.init()
        let effects = event.effects
        if effects.recordKind == .statusAssessment {
            isStatusAssessment = true
            outcome = event.outcome
        }
        isReopening = effects.recordKind == .reopening
        isClosing = effects.recordKind == .closing
        // Where the kind affects neither phase nor temperature, the parties need not be checked.
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

    /// The level that a measure keeps up while it is in force; nil where the act is not a measure.
    package var measureLevel: Int? {
        if isMeasure, case .raise(let level) = temperature { level } else { nil }
    }
}
