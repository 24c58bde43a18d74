/// What the fold needs of a kind: small values without references, so that a fold of a million acts does no reference
/// counting.
package struct KindEffects: Sendable, Equatable {
    /// Which parties must act for an act to move status.
    package var acts: ActsRule
    /// What it does to the phase, if anything.
    package var phase: PhaseEffect?
    /// What it does to the temperature, if anything.
    package var temperature: TemperatureEffect?
    /// What it does to obligations to answer, if anything.
    package var reply: ReplyEffect?
    /// Which kind of record event it is; nil for kinds of acts.
    package var recordKind: RecordKind?
    /// The effect of the act stays in force until it is lifted (section 6 of the rules).
    package var isMeasure: Bool
    /// The act lifts the measures that it responds to.
    package var isRelief: Bool
    /// An act with a `condition` moves neither phase nor temperature, and acknowledges where it would accept
    /// (sections 5 and 7).
    package var dependsOnCondition: Bool

    /// It is about the record, not about the world.
    package var isRecord: Bool { recordKind != nil }

    /// The effects of a kind that this version does not know: none.
    static let none = KindEffects(
        acts: .any, phase: nil, temperature: nil, reply: nil, recordKind: nil, isMeasure: false,
        isRelief: false,
        dependsOnCondition: false)
}

extension KindEffects {
    /// All effects as text, for the fingerprint of the rules. Every command computes that fingerprint, and Swift's
    /// default description would be slower, as it looks up the names of cases.
    package var words: String {
        let flags =
            (isRecord ? 1 : 0) | (isMeasure ? 2 : 0) | (isRelief ? 4 : 0) | (dependsOnCondition ? 8 : 0)
        return
            "\(acts.rawValue) \(phase?.rawValue ?? "") \(temperature?.words ?? "") \(reply?.rawValue ?? "") "
            + "\(recordKind?.rawValue ?? "") \(flags)"
    }
}

extension TemperatureEffect {
    fileprivate var words: String {
        switch self {
        case .raise(let level): "raise \(level)"
        case .raiseByForce: "raise by force"
        case .cool(let degrees): "cool \(degrees)"
        }
    }
}
