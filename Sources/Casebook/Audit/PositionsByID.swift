import DisputeModel
import EventLog
import Projections

/// Finds the position and stream of an event by its id. A cache holds recently used ones, since most references are to
/// recent events.
final class PositionsByID {
    struct Place {
        let position: Int
        /// The dispute, or `Event.logStream`.
        let stream: String
    }

    private let log: Log
    /// A direct-mapped cache of fixed size: a new entry replaces the one in the same slot.
    private var recent = [(id: EventID, place: Place)?](repeating: nil, count: 1 << 14)

    init(_ log: Log) { self.log = log }

    func note(_ id: EventID, _ position: Int, _ stream: String) {
        recent[index(id)] = (id, Place(position: position, stream: stream))
    }

    func place(of id: EventID) throws -> Place? {
        let index = index(id)
        if let (known, place) = recent[index], known == id { return place }
        guard let position = try log.position(of: id), let stream = try log.stream(at: position)
        else {
            return nil
        }
        let place = Place(position: position, stream: stream)
        recent[index] = (id, place)
        return place
    }

    /// Empties the cache. Necessary after other connections may have written, or after a rollback.
    func forget() { for index in recent.indices { recent[index] = nil } }

    private func index(_ id: EventID) -> Int { id.hashValue & (recent.count - 1) }
}
