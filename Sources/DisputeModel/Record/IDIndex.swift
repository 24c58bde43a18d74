import CanonicalJSON

/// Finds events of a family by id. Since version 0.2 ids rise within a log, so a binary search is nearly always
/// enough.
struct IDIndex {
    /// Empty where the ids rise. Where two events have one id, the later event counts.
    private var indices: [EventID: Int32] = [:]

    init(_ events: [EventDigest]) {
        let rises = events.indices.dropFirst().allSatisfy { events[$0 - 1].id < events[$0].id }
        guard !rises else { return }
        indices.reserveCapacity(events.count)
        for (index, event) in events.enumerated() where event.hasID { indices[event.id] = Int32(index) }
    }

    subscript(id: EventID, in events: [EventDigest]) -> Int? {
        guard indices.isEmpty else { return indices[id].map { Int($0) } }
        let index = events.indices.partitionPoint { events[$0].id >= id }
        return index < events.count && events[index].id == id ? index : nil
    }
}
