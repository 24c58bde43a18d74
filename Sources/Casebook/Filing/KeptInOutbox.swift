import CanonicalJSON
import EventLog

/// Thrown instead of a receipt when events could not be filed in the shared log, and are kept in the outbox.
package struct KeptInOutbox: Error {
    /// An event in the outbox.
    package struct Kept: Sendable, Equatable {
        /// Its number in the outbox.
        package let number: Int
        /// The event's id, which it keeps when it is filed.
        package let id: String
    }

    /// The events, in the order in which they are to be filed.
    package let events: [Kept]
    /// Whether they were sent, and may be in the log already.
    package let isUnknown: Bool
    /// Why they could not be filed, as a sentence.
    package let reason: String

    /// The receipt for programs: for one event an object, for several a list.
    package var json: JSON {
        let items = events.map { kept in
            JSON.object(
                JSONObject([
                    ("outbox", .integer(kept.number)), ("id", .string(kept.id)),
                    ("state", .string(isUnknown ? "unknown" : "kept")),
                ]))
        }
        return items.count == 1 ? items[0] : .array(items)
    }
}
