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
    /// What holds of the act, as stored.
    package private(set) var flags: Flags = []

    /// What holds of an act. The numbers are stored.
    package struct Flags: OptionSet, Sendable {
        /// The bits, as a packed run stores them.
        package let rawValue: UInt8

        /// The flags of a stored byte.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The act moves status (section 5), whether or not the state then lets it change anything.
        static let moves = Flags(rawValue: 1)
        /// The act responds to a proposal of talks that counts.
        static let acceptsProposal = Flags(rawValue: 2)
        /// Its effect stays in force until it is lifted.
        static let measure = Flags(rawValue: 4)
        /// The event is an analyst's assessment of the phase, or lifts one.
        static let statusAssessment = Flags(rawValue: 8)
        /// The event reopens the dispute.
        static let reopening = Flags(rawValue: 16)
        /// The event is a closing. This is set even where the closing moves nothing, as can happen in a log that was
        /// restored without checks, so that it is not confused with a judgement of a reply.
        static let closing = Flags(rawValue: 32)

        fileprivate static let all = Flags(rawValue: 63)
    }

    package init() {}

    /// Restores a stored movement; nil where `flags` is not a valid combination of bits.
    package init?(phase: PhaseEffect?, outcome: Outcome, temperature: TemperatureEffect?, flags: Int) {
        guard let bits = UInt8(exactly: flags), Flags.all.isSuperset(of: Flags(rawValue: bits)) else {
            return nil
        }
        (self.phase, self.outcome, self.temperature) = (phase, outcome, temperature)
        self.flags = Flags(rawValue: bits)
    }

    /// No flag is set: the event changes neither phase nor temperature, and is no assessment, reopening or closing.
    package var isNone: Bool { flags.isEmpty }
}

extension Movement {
    /// Finds whether an act moves status (section 5), and what it does to the temperature (section 6).
    ///
    /// - Parameter isAdmitted: whether the act's parties satisfy a rule of the vocabulary's `acts` column.
    init(_ event: EventDigest, acceptsProposal: Bool, isAdmitted: (ActsRule) -> Bool) {
        self.init()
        let effects = event.effects
        if effects.recordKind == .statusAssessment {
            flags.insert(.statusAssessment)
            outcome = event.outcome
        }
        if effects.recordKind == .reopening { flags.insert(.reopening) }
        if effects.recordKind == .closing { flags.insert(.closing) }
        // Where the kind affects neither phase nor temperature, the parties need not be checked.
        guard effects.phase != nil || effects.temperature != nil || effects.isRelief,
            event.standing == .asserted, !(event.isConditional && effects.dependsOnCondition),
            isAdmitted(effects.acts)
        else { return }
        flags.insert(.moves)
        phase = effects.phase
        outcome = event.outcome
        if acceptsProposal { flags.insert(.acceptsProposal) }
        if effects.isMeasure { flags.insert(.measure) }
        switch effects.temperature {
        case .raiseByForce: temperature = event.outcome.levelOfForce.map { .raise($0) }
        default: temperature = effects.temperature
        }
    }

    /// Whether the act, whose event is given, lifts the measures that it responds to.
    package func liftsMeasures(_ event: EventDigest) -> Bool {
        flags.contains(.moves) && event.effects.isRelief
    }
}
