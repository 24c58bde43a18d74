import DisputeModel
import EventLog
import Projections

/// Where the events stand that others name by their ids. The recent ones, which are named most, are kept at hand.
final class PositionsByID {
    struct Place {
        let position: Int
        /// Its dispute.
        let stream: String
    }

    private let log: Log
    /// Of fixed size: an event takes the place of whichever was there before.
    private var recent = [(id: EventID, place: Place)?](repeating: nil, count: 1 << 14)

    init(_ log: Log) { self.log = log }

    func note(_ id: EventID, _ position: Int, _ stream: String) {
        recent[index(id)] = (id, Place(position: position, stream: stream))
    }

    func place(of id: EventID) throws -> Place? {
        let index = index(id)
        if let (known, place) = recent[index], known == id { return place }
        guard let position = try log.position(ofID: id.bytes), let stream = try log.stream(at: position)
        else {
            return nil
        }
        let place = Place(position: position, stream: stream)
        recent[index] = (id, place)
        return place
    }

    /// What was noted since others wrote, or was taken back, is no longer so.
    func forget() { for index in recent.indices { recent[index] = nil } }

    private func index(_ id: EventID) -> Int { id.hashValue & (recent.count - 1) }
}
