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
        case .opening, .closing, .reopening, .replyAssessment, .statusAssessment: false
        }
    }

    /// It is applied to the record before the fold, and is no step of it.
    package var isApplied: Bool { self == .opening || isAmendment }

    /// It is about one event, its target, not about the dispute as a whole.
    package var hasTarget: Bool { isAmendment || self == .replyAssessment }

    /// It changes the status of the dispute itself, as an act can, and is shown among the acts. All others are shown with
    /// what they are about.
    package var isShownAsAct: Bool {
        switch self {
        case .closing, .reopening, .statusAssessment: true
        case .opening, .correction, .retraction, .replyAssessment, .sourceAdded, .markingChanged: false
        }
    }
}
