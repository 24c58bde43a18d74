import CanonicalJSON
import DisputeModel

/// An event as it stands in the log: style, whatever has been said of it since.
package struct LogLine: Sendable {
    package let position: Int
    package let event: Event
    /// The one that counts now.
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
