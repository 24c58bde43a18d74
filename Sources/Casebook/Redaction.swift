import DisputeModel

/// What a casebook must know that holds what remains up to a marking.
struct Redaction {
    let marking: Marking
    /// Positions of what is left out of an answer that gives texts as they were recorded.
    let notAsRecorded: Set<Int>
    /// What remained of a family, as known at another instant.
    let formerEvents: (_ family: String, Instant) throws -> [Event]
}
