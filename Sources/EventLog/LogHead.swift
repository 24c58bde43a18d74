/// The last event: its position and its time, milliseconds since 1970.
package struct LogHead: Equatable, Sendable {
    package let position: Int
    package let recordedAt: Int
    package static let empty = LogHead(position: 0, recordedAt: .min)

    package init(position: Int, recordedAt: Int) {
        self.position = position
        self.recordedAt = recordedAt
    }
}
