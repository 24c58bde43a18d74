import EventLog
import Projections

extension Casebook {
    /// With fewer events than this to look through, looking through them is quicker than waiting for one's turn to write.
    package static let fewEvents = 1000

    /// What a search would have to do without the index.
    package struct SearchGap: Sendable {
        /// So many events are not in it.
        package let events: Int
        package let isIndexDamaged: Bool
        /// It is worth while to bring the index up to date first.
        package var isWide: Bool { events >= fewEvents }
    }

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

    /// Takes into the search index what has been filed since it last was, in transactions of `batch` events, so that others
    /// can file in between. Does nothing where there are fewer than `few`.
    package func drawSearchIndex(
        unlessFewerThan few: Int = fewEvents, batch: Int = 20_000,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws {
        while try searchGap().events >= few {
            guard try carryOnSearchIndex(batch: batch, progress) else { return }
        }
    }

    /// - Returns: false when it has come as far as it can; true where another process has carried it on meanwhile.
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
