/// Which parties must act, and on whom, for an act to move phase or temperature (section 5 of the rules).
package enum ActsRule: String, Sendable {
    /// An actor of one side; where addressees belong to sides, one of them to another side than that actor's.
    case side
    /// Actors of at least two sides.
    case twoSides = "two-sides"
    case any
    /// No party acts, only the recorder.
    case recorder
}

/// What a kind does to the phase. Section 5 of the rules says from which phases, and to which.
package enum PhaseEffect: String, Sendable, CaseIterable {
    case raise, contest
    case proposeTalks = "propose-talks"
    case refuseTalks = "refuse-talks"
    case acceptTalks = "accept-talks"
    case holdTalks = "hold-talks"
    case suspendTalks = "suspend-talks"
    case startThirdParty = "start-third-party"
    case endThirdParty = "end-third-party"
    case refer, institute, decide, discontinue, agree, settle, abandon, close, reopen
}

/// What a kind does to the temperature, from 0 (nothing) to 10 (war); section 6 of the rules.
package enum TemperatureEffect: Equatable, Sendable {
    /// Raises it to at least this level.
    case raise(Int)
    /// Raises it to at least the level of `details.force`, where the act has it.
    case raiseByForce
    /// Lowers it by this number of levels.
    case cool(Int)
}

/// What a kind does to obligations to answer (section 7 of the rules).
package enum ReplyEffect: String, Sendable, CaseIterable {
    case opens
    /// Opens an obligation if the act expects a reply or sets a date.
    case opensIfAsked = "opens-if-asked"
    /// Opens an obligation of the actor, if the act expects a reply or sets a date.
    case promises
    case acknowledges, answers, accepts, refuses, withdraws, extends, reminds
    /// Judges whether a reply satisfies.
    case assesses
}
