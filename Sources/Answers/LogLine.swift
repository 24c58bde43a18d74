import CanonicalJSON
import DisputeModel

/// An event exactly as recorded, whatever record events have changed since.
package struct LogLine: Sendable {
    /// Position of the event in the log, from 1.
    package let position: Int
    /// The event as recorded.
    package let event: Event
    /// The marking that counts now (section 9).
    package let marking: Marking

    package init(position: Int, event: Event, marking: Marking) {
        self.position = position
        self.event = event
        self.marking = marking
    }

    /// The object that `chancery log --format json` prints for one event: its recorded fields, and its position.
    package var json: JSON {
        var object = JSONObject([("event", .object(event.fields))])
        object["position"] = EventNames.position(position)
        return .object(object)
    }
}
