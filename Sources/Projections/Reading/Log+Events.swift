import DisputeModel
import EventLog

extension Log {
    /// The event at a position as it was recorded; nil if there is none, or if its text is no JSON object.
    package func event(at position: Int) throws -> Event? {
        try text(at: position).flatMap { Event(text: $0) }
    }

    /// The position of the event with this id; nil if there is none.
    package func position(of id: EventID) throws -> Int? { try position(ofID: id.bytes) }

    /// The position of the event with this id; nil if there is none, or if the text is no id.
    package func position(of id: String) throws -> Int? { try EventID(id).flatMap { try position(of: $0) } }

    /// The id of the event at a position; nil if there is none.
    package func eventID(at position: Int) throws -> EventID? {
        try id(at: position).map { EventID(bytes: $0) }
    }

    /// The earlier event that a record event is about, and its position; nil if there is none.
    ///
    /// - Parameters:
    ///   - recordEvent: a correction, a retraction or the like.
    ///   - position: its position in the log.
    package func target(of recordEvent: Event, at position: Int) throws -> (event: Event, position: Int)? {
        guard let target = try recordEvent.target.flatMap({ try self.position(of: $0) }), target < position
        else { return nil }
        return try event(at: target).map { ($0, target) }
    }
}
