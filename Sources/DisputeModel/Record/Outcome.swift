/// The words of `details` that move a status: `scope` of an agreement, `outcome` of a mediation, `on` of a decision, `force` of
/// an incident, `satisfies` of a judgement, a closing's `reason`, an assessed `phase`.
package enum Outcome: UInt8, Sendable, CaseIterable {
    /// None, or a word that moves nothing.
    case other
    case full, partial, report, agreement, jurisdiction
    case threat, display, use, war
    case latent, raised, contested, dialogueProposed, talks, stalled, thirdParty, multilateral, adjudication,
        decided, settled, withdrawn, lapsed, closed

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

    /// The phase that it names, if it is one.
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

    /// Section 6: the level of a show of force.
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
