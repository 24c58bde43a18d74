import DisputeModel

/// Events that came in together: rows of a table, or events of another log.
package struct Arrival: Sendable {
    package let first: Int
    package var last: Int
    package var count: Int
    /// Where they are, in order of names.
    package var disputes: [String] { streams.subtracting([Event.logStream]).sorted() }
    package let recordedAt: Instant

    package var streams: Set<String>
    /// When the last of its transactions was.
    package var lastTime: Int

    package init(
        first: Int, last: Int, count: Int, recordedAt: Instant, streams: Set<String>, lastTime: Int
    ) {
        self.first = first
        self.last = last
        self.count = count
        self.recordedAt = recordedAt
        self.streams = streams
        self.lastTime = lastTime
    }
}
