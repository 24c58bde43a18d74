import DisputeModel

/// Events that were recorded together by one import: the rows of a table, or the events of another log.
package struct Arrival: Sendable {
    /// Position of the first event.
    package let first: Int
    /// Position of the last event. Events that did not come with the import may lie between.
    package var last: Int
    /// The number of events.
    package var count: Int
    /// The disputes of the events, sorted by name. Events that concern only the log add none.
    package var disputes: [String] { streams.subtracting([Event.logStream]).sorted() }
    /// When the import's first transaction was recorded.
    package let recordedAt: Instant

    /// The streams of the events: dispute ids, and `Event.logStream` for events that concern only the log.
    package var streams: Set<String>
    /// When the import's last transaction was recorded, in milliseconds since 1970.
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
