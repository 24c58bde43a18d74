import DisputeModel

/// One event of the log, as it was recorded and as it is known.
package struct FoundEvent: Sendable {
    package let position: Int
    /// With the corrections, sources and markings that remain.
    package let event: Event
    package let recorded: Event
    package let place: Instant
    package let isRetracted: Bool
    /// It is known otherwise than it was recorded.
    package let isCorrected: Bool
    /// Positions of the record events about it, in log order, with those that are themselves retracted.
    package let recordEvents: [Int]

    package init(
        position: Int, event: Event, recorded: Event, place: Instant, isRetracted: Bool, isCorrected: Bool,
        recordEvents: [Int]
    ) {
        self.position = position
        self.event = event
        self.recorded = recorded
        self.place = place
        self.isRetracted = isRetracted
        self.isCorrected = isCorrected
        self.recordEvents = recordEvents
    }
}
