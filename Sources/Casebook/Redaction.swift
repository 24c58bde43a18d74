import DisputeModel

/// How a log was redacted (section 9): kept by a casebook that is limited to a marking.
struct Redaction {
    let marking: Marking
    /// Positions of events whose recorded texts must not be shown.
    let notAsRecorded: Set<Int>
    /// The events of a family that remain, as known at an earlier instant.
    let formerEvents: (_ family: String, Instant) throws -> [Event]
}
