/// What the fold reads of a kind's row: small values without a reference, so that a fold of a million acts counts no owners.
package struct KindEffects: Sendable, Equatable {
    /// Who must act for it to move status.
    package var acts: Kind.ActsRule
    /// What it does to the phase, if anything.
    package var phase: PhaseEffect?
    /// What it does to the temperature, if anything.
    package var temperature: TemperatureEffect?
    /// What it does to who owes whom an answer, if anything.
    package var reply: ReplyEffect?
    /// It says something about the record, not about the world.
    package var isRecord: Bool
    /// Which of the record events that the rules name one by one.
    package var record: RecordKind?
    /// What its act does stays in force until it is lifted (section 6 of the rules).
    package var isMeasure: Bool
    /// Its act lifts the measures that it replies to.
    package var isRelief: Bool
    /// With a `condition` it moves neither phase nor temperature, and acknowledges where it would accept (sections 5 and 7).
    package var dependsOnCondition: Bool

    /// Of a kind that this copy has never heard of.
    static let none = KindEffects(
        acts: .any, phase: nil, temperature: nil, reply: nil, isRecord: false, record: nil, isMeasure: false,
        isRelief: false, dependsOnCondition: false)
}

extension KindEffects {
    /// All of it in words, for the fingerprint of the rules. Written out, as every command asks for that, and Swift's own
    /// description looks cases up by their names.
    package var words: String {
        let flags =
            (isRecord ? 1 : 0) | (isMeasure ? 2 : 0) | (isRelief ? 4 : 0) | (dependsOnCondition ? 8 : 0)
        return
            "\(acts.rawValue) \(phase?.rawValue ?? "") \(temperature?.words ?? "") \(reply?.rawValue ?? "") "
            + "\(record?.rawValue ?? "") \(flags)"
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

/// The kinds of the `record` group (section 1).
package enum RecordKind: String, Sendable, CaseIterable {
    case opening = "dispute-opened"
    case closing = "dispute-closed"
    case reopening = "dispute-reopened"
    case correction
    case retraction
    case replyAssessment = "reply-assessment"
    case statusAssessment = "status-assessment"
    case sourceAdded = "source-added"
    case markingChanged = "marking-changed"

    /// It changes what is known of an earlier event (section 4, steps 2 and 3).
    package var isAmendment: Bool {
        switch self {
        case .correction, .retraction, .sourceAdded, .markingChanged: true
        default: false
        }
    }

    /// It is applied to the record before the fold, and is no step of it.
    package var isApplied: Bool { self == .opening || isAmendment }
}
