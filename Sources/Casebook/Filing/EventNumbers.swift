import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Log {
    /// The event as shown to people: references to events of this log are given by position (`#17`).
    func numbered(_ event: JSONObject) throws -> JSONObject {
        try Event(event).replacingReferences { reference, _ in try numbered(reference) }.fields
    }

    /// Replaces an id, or each id in a list, by the event's position. Anything else is left as it is.
    func numbered(_ reference: JSON) throws -> JSON {
        switch reference {
        case .array(let list): return .array(try list.map(numbered))
        case .string(let text):
            return try position(of: text).map { .string("#\($0)") } ?? reference
        default: return reference
        }
    }
}
