/// The phase of a dispute (section 5 of the rules).
package enum Phase: String, Sendable, CaseIterable {
    case latent, raised, contested
    case dialogueProposed = "dialogue-proposed"
    case talks, stalled
    case thirdParty = "third-party"
    case multilateral, adjudication, decided
    case settled, withdrawn, lapsed, closed

    /// The dispute has ended: no act changes the phase, only a closing or a reopening does.
    package var isEnd: Bool {
        switch self {
        case .settled, .withdrawn, .lapsed, .closed: true
        default: false
        }
    }

    /// A change to this phase ends all measures in force (section 6).
    var endsMeasures: Bool { self == .settled || self == .withdrawn }
}
