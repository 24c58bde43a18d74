import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Gives `body` a casebook in which nothing above the marking was ever filed, and the names that its events have; then
    /// tells how many events of this one it does not hold.
    package func withRedaction<Result>(
        upTo marking: Marking, knownAt instant: Instant?, _ body: (Casebook) throws -> Result,
        leftOut: (Int) -> Void
    ) throws -> Result {
        let redacted = try RedactedLog(of: self, upTo: marking, knownAt: instant)
        defer { leftOut(redacted.leftOut) }
        return try EventNames.$inUse.withValue(redacted.names) { try body(redacted.casebook) }
    }

    /// The record of one family as known at an earlier instant than this casebook's own. Up to a marking it is drawn from
    /// what may be shown as known then, with the positions that its events have here.
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
            var position = try EventID(event.id).flatMap { try reading.log.position(ofID: $0.bytes) }
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
