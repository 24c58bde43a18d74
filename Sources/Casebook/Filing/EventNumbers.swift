import CanonicalJSON
import DisputeModel
import EventLog

extension Log {
    /// An event as people are told of it: those that it names are named by their positions.
    func numbered(_ event: JSONObject) throws -> JSONObject {
        var event = event
        for key in ["inResponseTo", "about", "target"] { event[key] = try event[key].map(numbered) }
        return event
    }

    /// An id, or a list of ids, of events of this log; what is none stays.
    func numbered(_ reference: JSON) throws -> JSON {
        switch reference {
        case .array(let list): return .array(try list.map(numbered))
        case .string(let text):
            guard let id = EventID(text), let position = try position(ofID: id.bytes) else {
                return reference
            }
            return .string("#\(position)")
        default: return reference
        }
    }
}
