import DisputeModel
import EventLog
import SQLite

/// What is looked for.
package struct SearchQuestion: Sendable {
    /// As people type them; see `SearchQuery`.
    package var words = ""
    /// With its sub-disputes.
    package var dispute: String?
    package var kind: String?
    /// Who acted, or somebody within.
    package var by: Party?
    /// Who was addressed, or somebody within.
    package var to: Party?
    /// Whose log it is: `by:us` among the words.
    package var own: Party?
    /// The days between which it happened.
    package var since: Day?
    package var until: Day?
    /// The last recorded come first.
    package var newestFirst = true
    package var limit: Int?

    package init(_ words: String = "") { self.words = words }

    /// When what is looked for happened, in milliseconds since 1970; nil for any time.
    var times: ClosedRange<Int>? {
        guard since != nil || until != nil else { return nil }
        let first = since?.start.milliseconds ?? .min
        return first...max(first, until?.end.milliseconds ?? .max)
    }

    /// Not all events are asked about.
    package var isNarrowed: Bool {
        dispute != nil || kind != nil || by != nil || to != nil || since != nil || until != nil
    }

    /// nil where nothing is left to look for.
    func expression() throws -> String? {
        let parts =
            [try SearchQuery.expression(words, own: own)] + [
                dispute.map { SearchQuery.expression(.dispute, is: $0) },
                kind.map { SearchQuery.expression(.kind, is: $0) },
                by.map { SearchQuery.expression(.by, is: $0.reference) },
                // In which of its events it is addressed is seen in these.
                to.map { SearchQuery.expression(.name, has: $0.reference) },
            ]
        let given = parts.compactMap { $0 }.map { "(\($0))" }
        return given.isEmpty ? nil : given.joined(separator: " AND ")
    }
}

package struct SearchAnswer: Sendable {
    package internal(set) var hits: [SearchHit] = []
    /// How many more events there are; as far as they were counted.
    package internal(set) var others = 0
    /// There are more than `others`.
    package internal(set) var othersAreMore = false
    /// The index was found to be wrong; what was asked was answered without it.
    package internal(set) var isIndexDamaged = false
}

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

    /// The events in which the words stand, now or before they were corrected. Retracted ones are among them.
    ///
    /// The index answers for the events that are in it; the others, or all where it is absent or damaged, are looked
    /// through one by one.
    package func search(
        _ question: SearchQuestion, progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> SearchAnswer {
        guard let expression = try question.expression() else { throw SearchError.nothingToLookFor }
        if let dispute = question.dispute, try !disputes().contains(dispute) { throw try noDispute(dispute) }
        let desk = try SearchDesk(expression)
        return try store.read { db in
            let reading = try Reading(db, faults)
            var search = Search(question, expression, desk, reading, progress)
            switch try SearchIndex.state(db) {
            case .absent: return try search.answer(nil)
            case .damaged: search.isIndexDamaged = true
            case .sound(let index):
                do {
                    return try search.answer(index)
                } catch is Search.WrongIndex {
                } catch let error as SQLiteError
                    where [.corrupt, .error].contains(error.code)
                {
                    // If it is not the index that is broken, the same comes out once more.
                }
                search.isIndexDamaged = true
            }
            return try search.answer(nil)
        }
    }
}
