import CanonicalJSON
import DisputeModel
import EventLog

extension FilingSession {
    /// Files an event from the outbox under its own id. Its `origin` says when and by whom it was recorded first, so that
    /// it does in the world what it did when it was recorded.
    ///
    /// - Returns: the receipt; one of an event that is in the log already if its key is.
    mutating func file(_ entry: Outbox.Entry) throws -> Casebook.Receipt {
        guard let kept = Event(text: entry.text), let id = EventID(kept.id),
            var origin = Origin.first(of: kept)
        else {
            throw FilingError.wrongType(key: "outbox \(entry.number)", expected: "the text of an event")
        }
        // The clock of a post may be ahead; nothing is recorded before it was recorded first, and the server takes no time
        // that is more than a minute away.
        if let recordedAt = kept.firstTime, recordedAt.milliseconds - now.milliseconds > 30_000 {
            origin["recordedAt"] = .string(now.description)
        }
        var draft = kept.fields
        draft["id"] = nil
        draft["recordedAt"] = nil
        if let key = kept.key, let position = try log.position(ofKey: key) {
            return try Self.repeated(draft, key, position, log)
        }
        draft["origin"] = .object(origin)
        let event = Event(draft)
        guard kept.fields["dispute"] != nil else {
            if let party = event.registeredParty { add(party) }
            return try append(event, id: id)
        }
        try rules.check(event, firstTime: event.firstTime ?? now)
        return try append(event, id: id)
    }
}
