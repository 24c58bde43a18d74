import CanonicalJSON
import DisputeModel

/// A status with the ids of the events that it refers to.
package struct StatusAnswer: Sendable {
    /// The status of a dispute at the moment asked about.
    package let status: Status
    /// The instant asked about; nil for what is known now.
    package let knownAt: Instant?
    /// Event ids by position.
    package let ids: [Int: String]

    package init(status: Status, knownAt: Instant?, ids: [Int: String]) {
        self.status = status
        self.knownAt = knownAt
        self.ids = ids
    }

    /// The object that `chancery status --format json` prints (section 8).
    package var json: JSON { status.json(knownAt: knownAt) { ids[$0] ?? "" } }
}
