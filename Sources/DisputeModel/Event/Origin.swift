import CanonicalJSON

/// How an event that came from another log was recorded first, however many logs it went through (section 1).
package struct Origin: Hashable, Sendable {
    package let id: EventID
    package let recordedAt: Instant
    package let recordedBy: String

    /// nil where the value of `origin` does not say all three.
    package init?(_ json: JSON?) {
        guard let object = json?.object, let id = object["id"]?.string.flatMap({ EventID($0) }),
            let recordedAt = object["recordedAt"]?.string.flatMap({ Instant($0) }),
            let recordedBy = object["recordedBy"]?.string
        else { return nil }
        self.id = id
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }
}
