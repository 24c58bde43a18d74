import CanonicalJSON
import DisputeModel

/// An event to which an answer points: enough to say in a line which one is meant.
package struct Mention: Sendable {
    package let position: Int
    /// As known.
    package let event: Event
    package let place: Instant
    package let isRetracted: Bool

    package init(position: Int, event: Event, place: Instant, isRetracted: Bool = false) {
        self.position = position
        self.event = event
        self.place = place
        self.isRetracted = isRetracted
    }

    /// Where it stands in a dispute's course.
    package var order: CourseOrder {
        CourseOrder(place: place, firstTime: event.firstTime ?? place, position: position)
    }

    /// Position, id, date, kind and who.
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
