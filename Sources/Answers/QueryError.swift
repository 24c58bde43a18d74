import DisputeModel

/// A question that cannot be answered.
package enum QueryError: Error, Equatable {
    /// No such dispute as of that day, as known then; with the names of others that are near.
    case noDispute(String, suggestions: [String])
    case noEvent(String)
    /// Up to a marking events have no positions.
    case noPositions(String)
    /// More than one id ends so.
    case severalEvents(String)

    /// What is wrong, as one sentence.
    package var problem: String {
        switch self {
        case .noDispute(let id, _):
            "There is no dispute \"\(id)\" at the time asked about."
        case .noEvent(let name):
            "There is no event \(name)."
        case .noPositions(let name):
            "Up to a marking events have no positions, so \"\(name)\" names none."
        case .severalEvents(let name):
            "The ids of several events end in \(name)."
        }
    }
}
