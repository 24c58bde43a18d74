/// A word of `details` that decides what an event does to the status: `scope` of an agreement, `outcome` of a
/// mediation's end, `on` of a decision, `force` of an incident, `satisfies` of a reply assessment, `reason` of a
/// closing, `phase` of a status assessment.
package enum Outcome: UInt8, Sendable, CaseIterable {
    /// No word, or a word that changes nothing.
    case other
    case full, partial, report, agreement, jurisdiction
    case threat, display, use, war
    case latent, raised, contested, dialogueProposed, talks, stalled, thirdParty, multilateral, adjudication,
        decided, settled, withdrawn, lapsed, closed

    /// Reads a word as `details` has it; `other` for an unknown word.
    package init(_ word: String) { self = Self.byWord[word] ?? .other }

    private static let byWord: [String: Outcome] = [
        "full": .full, "partial": .partial, "report": .report, "agreement": .agreement,
        "jurisdiction": .jurisdiction, "threat": .threat, "display": .display, "use": .use, "war": .war,
        "latent": .latent, "raised": .raised, "contested": .contested,
        "dialogue-proposed": .dialogueProposed, "talks": .talks, "stalled": .stalled,
        "third-party": .thirdParty, "multilateral": .multilateral, "adjudication": .adjudication,
        "decided": .decided, "settled": .settled, "withdrawn": .withdrawn, "lapsed": .lapsed,
        "closed": .closed,
    ]

    /// The phase of this name; nil where there is none.
    var phase: Phase? {
        switch self {
        case .latent: .latent
        case .raised: .raised
        case .contested: .contested
        case .dialogueProposed: .dialogueProposed
        case .talks: .talks
        case .stalled: .stalled
        case .thirdParty: .thirdParty
        case .multilateral: .multilateral
        case .adjudication: .adjudication
        case .decided: .decided
        case .settled: .settled
        case .withdrawn: .withdrawn
        case .lapsed: .lapsed
        case .closed: .closed
        default: nil
        }
    }

    /// The temperature level of an incident with this `force` (section 6); nil for other words.
    var levelOfForce: Int? {
        switch self {
        case .threat: 7
        case .display: 8
        case .use: 9
        case .war: 10
        default: nil
        }
    }
}
