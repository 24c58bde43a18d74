/// The last event of a log.
package struct LogHead: Equatable, Sendable {
    /// The event's position, counted from 1; 0 for an empty log.
    package let position: Int
    /// The event's recording time in milliseconds since 1970.
    package let recordedAt: Int
    /// The head of a log without events.
    package static let empty = LogHead(position: 0, recordedAt: .min)

    package init(position: Int, recordedAt: Int) {
        self.position = position
        self.recordedAt = recordedAt
    }
}
