import DisputeModel

/// One event of the log, as recorded and as known.
package struct FoundEvent: Sendable {
    /// Position of the event in the log, from 1.
    package let position: Int
    /// The event as known: with the corrections, sources and markings that count (section 4, step 3).
    package let event: Event
    /// The event as recorded.
    package let recorded: Event
    /// The instant at which the event takes its place in the course of the dispute (section 2).
    package let place: Instant
    /// Whether a retraction that counts applies to the event.
    package let isRetracted: Bool
    /// Whether record events of any kind, not only corrections, have changed the event since it was recorded.
    package let hasChanged: Bool
    /// Positions of the record events about the event, including retracted ones, in record order.
    package let recordEvents: [Int]

    package init(
        position: Int, event: Event, recorded: Event, place: Instant, isRetracted: Bool, hasChanged: Bool,
        recordEvents: [Int]
    ) {
        self.position = position
        self.event = event
        self.recorded = recorded
        self.place = place
        self.isRetracted = isRetracted
        self.hasChanged = hasChanged
        self.recordEvents = recordEvents
    }
}
