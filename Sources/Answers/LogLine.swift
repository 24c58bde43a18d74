import CanonicalJSON
import DisputeModel

/// An event exactly as recorded, whatever record events have changed since.
package struct LogLine: Sendable {
    package let position: Int
    package let event: Event
    /// The marking that counts now (section 9).
    package let marking: Marking

    package init(position: Int, event: Event, marking: Marking) {
        self.position = position
        self.event = event
        self.marking = marking
    }

    package var json: JSON {
        var object = JSONObject([("event", .object(event.fields))])
        object["position"] = EventNames.position(position)
        return .object(object)
    }
}
