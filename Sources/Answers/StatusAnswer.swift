import CanonicalJSON
import DisputeModel

/// A status, with the names of the events that it mentions.
package struct StatusAnswer: Sendable {
    package let status: Status
    package let knownAt: Instant?
    /// Ids by position.
    package let ids: [Int: String]

    package init(status: Status, knownAt: Instant?, ids: [Int: String]) {
        self.status = status
        self.knownAt = knownAt
        self.ids = ids
    }

    package var json: JSON { status.json(knownAt: knownAt) { ids[$0] ?? "" } }
}
