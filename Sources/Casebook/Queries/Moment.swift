import DisputeModel
import EventLog
import GRDB

/// The two times of every question: how it stood in the world, as known in the record.
package struct Moment: Sendable, Equatable {
    package let asOf: Day
    /// nil: everything that has been recorded.
    package let knownAt: Instant?

    package init(asOf: Day, knownAt: Instant? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }
}

/// A question that cannot be answered.
package enum QueryError: Error, Equatable {
    /// No such dispute as of that day, as known then; with the names of others that are near.
    case noDispute(String, suggestions: [String])
    case noEvent(String)
    /// Nothing of the dispute may be shown: its opening is withheld from whoever may see no more than this marking.
    case withheld(String, above: Marking)

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
            ("There is no event \(name).", "`chancery log` lists them; name one by its position or its id.")
        case .withheld(let dispute, let marking):
            (
                "The dispute \"\(dispute)\" as a whole is marked above \(marking.rawValue).",
                "Nothing of it may be shown to whoever sees no more; ask with a higher --max-marking."
            )
        }
    }
}
