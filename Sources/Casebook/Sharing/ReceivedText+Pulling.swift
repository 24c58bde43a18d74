import CanonicalJSON
import DisputeModel
import EventLog

extension ReceivedText {
    /// Adds an event of the shared log to a copy. What only the rules would refuse is a matter for `verify`; what cannot
    /// be a row of a log stops the copy.
    func append(to log: Log, at position: Int) throws {
        func refuse(_ reason: String) -> SharedLogError { .notAnEvent(position: position, reason: reason) }
        guard read.isCanonical || (try? JSON.parse(text))?.isWritten(text) == true else {
            throw refuse("its text is not canonical (RFC 8785)")
        }
        guard read.event.id?.isVersion7 == true else { throw refuse("its id is not a UUID of version 7") }
        guard read.event.recordedAt != nil else { throw refuse("its recordedAt is not an instant") }
        try log.append(read.event.entry(text), leaf: read.leaf, at: position)
    }
}
