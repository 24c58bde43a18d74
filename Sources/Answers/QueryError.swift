import DisputeModel

/// Why a question cannot be answered.
package enum QueryError: Error, Equatable {
    /// No dispute has this name. `suggestions` are similar names of disputes.
    case noDispute(String, suggestions: [String])
    /// The dispute exists, but not as of the day, as known at the instant. `suggestions` are similar names of disputes
    /// that do.
    case noDisputeThen(String, suggestions: [String])
    /// No event has this position or id.
    case noEvent(String)
    /// The event was named by a position in an answer limited to a marking, where events have no positions (section 9).
    case noPositions(String)
    /// The ids of several events end in these digits.
    case severalEvents(String)

    /// The error as one sentence for people.
    package var problem: String {
        switch self {
        case .noDispute(let id, _):
            "There is no dispute \"\(id)\"."
        case .noDisputeThen(let id, _):
            "There is no dispute \"\(id)\" at the time asked about."
        case .noEvent(let name):
            "There is no event \(name)."
        case .noPositions(let name):
            "With a highest marking, events have no positions, so \"\(name)\" names none."
        case .severalEvents(let name):
            "The ids of several events end in \(name)."
        }
    }
}
