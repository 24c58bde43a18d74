import EventLog
import Projections

extension Casebook {
    /// With fewer unindexed events than this, searching them one by one is quicker than waiting for the write lock.
    package static let fewEvents = 1000

    /// What the search index lacks.
    package struct SearchGap: Sendable {
        /// The number of events that are not in the index. All events, if the index is absent or damaged.
        package let events: Int
        /// Whether there is an index, but it contradicts the log.
        package let isIndexDamaged: Bool
        /// Whether the index should be brought up to date before a search.
        package var isWide: Bool { events >= fewEvents }
    }

    /// How far the search index is behind the log.
    package func searchGap() throws -> SearchGap {
        try store.read { db in
            let last = try Log(db).head().position
            return switch try SearchIndex.state(db) {
            case .absent: SearchGap(events: last, isIndexDamaged: false)
            case .damaged: SearchGap(events: last, isIndexDamaged: true)
            case .sound(let index): SearchGap(events: last - index.position, isIndexDamaged: false)
            }
        }
    }

    /// Brings the search index up to date.
    ///
    /// - Parameters:
    ///   - few: does nothing if fewer events than this are not in the index.
    ///   - batch: the number of events in one transaction; other processes can write between transactions.
    ///   - progress: called after each transaction with the number of events in the index and in the log.
    package func updateSearchIndex(
        unlessFewerThan few: Int = fewEvents, batch: Int = 20_000,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws {
        while try searchGap().events >= few {
            guard try carryOnSearchIndex(batch: batch, progress) else { return }
        }
    }

    /// - Returns: false if the index is as complete as it can be; true if another process extended it meanwhile.
    private func carryOnSearchIndex(batch size: Int, _ progress: (_ done: Int, _ of: Int) -> Void) throws
        -> Bool
    {
        let first = try store.write { try SearchIndex.toCarryOn($0).position }
        var isOvertaken = false
        try SearchBatch.all(of: store.path, after: first) { next in
            var hasMore = true
            while hasMore, !isOvertaken {
                let (done, total) = try store.write { db in
                    var index = try SearchIndex.toCarryOn(db)
                    let start = index.position
                    while index.position - start < size {
                        guard let batch = next() else {
                            hasMore = false
                            break
                        }
                        guard try index.add(batch) else {
                            isOvertaken = true
                            break
                        }
                    }
                    try index.storeMark()
                    return (index.position, try Log(db).head().position)
                }
                progress(done, total)
            }
        }
        return isOvertaken
    }
}
