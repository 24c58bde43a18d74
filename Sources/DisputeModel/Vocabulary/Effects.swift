/// What a kind does to the phase; from which phases, and to which, is section 5 of the rules.
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
    /// To this level at least.
    case raise(Int)
    /// To the level of `details.force`, where the act has it.
    case raiseByForce
    /// By so many levels.
    case cool(Int)
}

/// What a kind does to obligations to answer; section 7 of the rules.
package enum ReplyEffect: String, Sendable, CaseIterable {
    case opens
    /// Opens one if the act says that a reply is expected, or by when.
    case opensIfAsked = "opens-if-asked"
    /// Binds the actor himself.
    case promises
    case acknowledges, answers, accepts, refuses, withdraws, extends, reminds
    /// Judges whether an answer satisfies.
    case assesses
}
