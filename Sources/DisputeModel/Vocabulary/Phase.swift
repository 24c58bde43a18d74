/// Where a dispute stands (section 5 of the rules).
package enum Phase: String, Sendable, CaseIterable {
    case latent, raised, contested
    case dialogueProposed = "dialogue-proposed"
    case talks, stalled
    case thirdParty = "third-party"
    case multilateral, adjudication, decided
    case settled, withdrawn, lapsed, closed

    /// After an end, acts move no phase.
    package var isEnd: Bool {
        switch self {
        case .settled, .withdrawn, .lapsed, .closed: true
        default: false
        }
    }
}
