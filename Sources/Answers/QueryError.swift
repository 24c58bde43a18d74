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

    package var sentences: (problem: String, remedy: String) {
        switch self {
        case .noDispute(let id, let near):
            (
                "There is no dispute \"\(id)\" at the time asked about.",
                near.isEmpty
                    ? "`chancery status` lists those that there are."
                    : "Did you mean \(near.joined(separator: " or "))?"
            )
        case .noEvent(let name):
            (
                "There is no event \(name).",
                EventNames.inUse == nil
                    ? "`chancery log` lists them; name one by its position or its id."
                    : "`chancery log` lists them; name one by its id, or at least the last eight digits of it."
            )
        case .noPositions(let name):
            (
                "With --max-marking events have no positions, so \"\(name)\" names none.",
                "Name the event by its id, or at least the last eight digits of it."
            )
        case .severalEvents(let name):
            ("The ids of several events end in \(name).", "Name the one that is meant by more of its digits.")
        }
    }
}
