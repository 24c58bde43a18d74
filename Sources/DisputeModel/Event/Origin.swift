import CanonicalJSON

/// How an event that was copied from another log was first recorded. It stays the same however many logs the event
/// has passed through (section 1).
package struct Origin: Hashable, Sendable {
    /// The id that the event had in the first log.
    package let id: EventID
    /// When the first log recorded the event.
    package let recordedAt: Instant
    /// Who recorded the event in the first log, as that person said.
    package let recordedBy: String

    /// Reads the value of `origin`; nil where one of the three members is missing or malformed.
    package init?(_ json: JSON?) {
        guard let object = json?.object, let id = object["id"]?.string.flatMap({ EventID($0) }),
            let recordedAt = object["recordedAt"]?.string.flatMap({ Instant($0) }),
            let recordedBy = object["recordedBy"]?.string
        else { return nil }
        self.id = id
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }

    /// The value of `origin` for an event that is recorded again: as it was recorded first; nil if the event does not
    /// say so.
    package static func first(of event: Event) -> JSONObject? {
        if let origin = event.fields["origin"]?.object { return origin }
        guard let recordedAt = event.fields["recordedAt"], let recordedBy = event.fields["recordedBy"]
        else { return nil }
        return JSONObject([
            ("id", .string(event.id)), ("recordedAt", recordedAt), ("recordedBy", recordedBy),
        ])
    }
}
