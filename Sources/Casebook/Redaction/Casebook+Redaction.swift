import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Calls `body` with a casebook that is limited to a marking: nothing above it was ever recorded there (section 9).
    /// While `body` runs, `EventNames` names events by the last digits of their ids.
    ///
    /// - Parameters:
    ///   - marking: the highest marking of what is included.
    ///   - instant: only events recorded by then are included; nil for all.
    ///   - body: asks the limited casebook, which exists only until it returns.
    ///   - leftOut: called at the end with the number of events that were left out.
    package func withRedaction<Result>(
        upTo marking: Marking, knownAt instant: Instant?, _ body: (Casebook) throws -> Result,
        leftOut: (Int) -> Void
    ) throws -> Result {
        let redacted = try RedactedLog(of: self, upTo: marking, knownAt: instant)
        defer { leftOut(redacted.leftOut) }
        return try EventNames.$inUse.withValue(redacted.names) { try body(redacted.casebook) }
    }

    /// The record of a family as known at an earlier instant than this casebook's. In a log limited to a marking, it is
    /// folded from the events that may be shown as known at that instant, with the positions that they have in this
    /// log.
    ///
    /// - Returns: the record; and, in a log limited to a marking, the ids of its events by position.
    func formerRecord(of family: String, knownAt instant: Instant, _ reading: ReadTransaction) throws -> (
        record: FamilyRecord, ids: [Int: String]
    ) {
        guard let redaction else {
            return (try reading.record(of: family, knownAt: instant, usingSnapshots: false), [:])
        }
        var next = try reading.log.head().position
        let table = SymbolTable()
        var digests: [EventDigest] = []
        var texts: [Int: String] = [:]
        var ids: [Int: String] = [:]
        for event in try redaction.formerEvents(family, instant) {
            var position = try reading.log.position(of: event.id)
            if position == nil {
                next += 1
                position = next
            }
            guard let position else { continue }
            texts[position] = event.text
            ids[position] = event.id
            digests.append(table.symbols.digest(event, at: position))
        }
        return (FamilyRecord(digests, table) { texts[$0] }, ids)
    }
}
