import CanonicalJSON
import DisputeModel

/// An event that an answer refers to, with enough to describe it in one line.
package struct Mention: Sendable {
    /// Position of the event in the log, from 1.
    package let position: Int
    /// The event as known.
    package let event: Event
    /// The event's place (section 2).
    package let place: Instant
    /// Whether a retraction that counts applies to the event.
    package let isRetracted: Bool

    package init(position: Int, event: Event, place: Instant, isRetracted: Bool = false) {
        self.position = position
        self.event = event
        self.place = place
        self.isRetracted = isRetracted
    }

    /// Where the event stands in the course of its dispute.
    package var order: CourseOrder {
        CourseOrder(place: place, firstTime: event.firstTime ?? place, position: position)
    }

    /// Position, id, date, kind, parties and summary, as other JSON answers embed them.
    package var json: JSON {
        var object = JSONObject([
            ("id", .string(event.id)), ("dispute", .string(event.dispute)),
            ("kind", .string(event.kindName)), ("occurred", event.fields["occurred"] ?? .null),
            ("place", .string(place.description)),
            ("actors", .array(event.actors.map { .string($0.reference) })),
            ("addressees", .array(event.addressees.map { .string($0.reference) })),
        ])
        object["position"] = EventNames.position(position)
        object["summary"] = event.fields["summary"]
        object["marking"] = event.fields["marking"]
        if isRetracted { object["retracted"] = true }
        return .object(object)
    }
}

/// Mentions by position.
package typealias Mentions = [Int: Mention]
