import Answers
import DisputeModel
import EventLog
import Projections

/// One search at one moment of the log.
struct Search {
    private let question: SearchQuestion
    private let expression: String
    private let matcher: SearchMatcher
    private let reading: ReadTransaction
    private let rows: SearchRows
    private let places: Places
    private let progress: (_ done: Int, _ of: Int) -> Void
    var isIndexDamaged = false

    /// The index contradicts the log.
    struct WrongSearchIndex: Error {}

    /// The maximum number of further hits that are counted.
    private static let mostCounted = 1000

    init(
        _ question: SearchQuestion, _ expression: String, _ matcher: SearchMatcher,
        _ reading: ReadTransaction,
        _ progress: @escaping (_ done: Int, _ of: Int) -> Void
    ) {
        self.question = question
        self.expression = expression
        self.matcher = matcher
        self.reading = reading
        self.progress = progress
        rows = SearchRows(reading)
        places = Places(reading)
    }

    /// - Parameter index: the index for the events that are in it; nil to search all events one by one.
    func answer(_ index: SearchIndex?) throws -> SearchAnswer {
        let unindexed = try self.unindexed(after: index?.position ?? 0)
        var choice = Choice(limit: question.limit, mostCounted: Self.mostCounted)
        func consider(_ row: Int) throws -> Bool {
            guard let subject = try rows.subject(ofRow: row) else { throw WrongSearchIndex() }
            guard try isAddressed(row), choice.isNew(subject), try isWithinDays(subject) else { return true }
            return choice.add(subject, row)
        }
        func lookThroughIndexed() throws -> Bool {
            var goesOn = true
            try index?.forEachRow(matching: expression, newestFirst: question.newestFirst) { row in
                guard let index, (2...index.position * 2 + 1).contains(row) else { throw WrongSearchIndex() }
                goesOn = try consider(row)
                return goesOn
            }
            return goesOn
        }
        if question.newestFirst {
            if try unindexed.reversed().allSatisfy(consider) { _ = try lookThroughIndexed() }
        } else if try lookThroughIndexed() {
            _ = try unindexed.allSatisfy(consider)
        }
        var answer = SearchAnswer()
        answer.hits = try hits(choice.chosen)
        answer.others = choice.others
        answer.othersAreMore = choice.isFull
        answer.isIndexDamaged = isIndexDamaged
        return answer
    }

    /// The rows beyond the index in which the expression is found.
    private func unindexed(after first: Int) throws -> [Int] {
        let last = try reading.log.head().position
        var found: [Int] = []
        var (batch, scanner): ([(row: Int, words: SearchWords)], SearchScanner) = ([], SearchScanner())
        try rows.forEach(after: first, through: .max, &scanner) { row, words in
            batch.append((row, words))
            guard batch.count >= 2000 else { return }
            found += try matcher.rows(of: batch)
            batch.removeAll(keepingCapacity: true)
            progress(row / 2 - first, last - first)
        }
        return found + (try matcher.rows(of: batch))
    }

    private func isAddressed(_ row: Int) throws -> Bool {
        guard let to = question.to else { return true }
        return try rows.event(ofRow: row)?.addressees.contains { $0 == to || $0.liesWithin(to) } ?? false
    }

    private func isWithinDays(_ position: Int) throws -> Bool {
        guard let times = question.times else { return true }
        return try places.place(of: position).map { times.contains($0.milliseconds) } ?? false
    }

    private func hits(_ chosen: [(subject: Int, row: Int)]) throws -> [SearchHit] {
        let mentions = try reading.mentions(chosen.map(\.subject), knownAt: nil)
        let hits = try chosen.compactMap { subject, row -> SearchHit? in
            guard let mention = mentions[subject] else { return nil }
            let known = SearchWords(mention.event)
            if let marked = try matcher.marked(known) {
                return SearchHit(mention, known, marked: marked, isEarlier: false)
            }
            guard let words = try rows.event(ofRow: row).map(SearchWords.init),
                let marked = try matcher.marked(words)
            else { throw WrongSearchIndex() }
            return SearchHit(mention, words, marked: marked, isEarlier: true)
        }
        // A hit in a later wording is listed where the event itself is.
        return hits.sorted {
            question.newestFirst
                ? $0.mention.position > $1.mention.position : $0.mention.position < $1.mention.position
        }
    }
}

/// The hits to show, and the number of further ones.
private struct Choice {
    let limit: Int?
    let mostCounted: Int
    private(set) var chosen: [(subject: Int, row: Int)] = []
    private(set) var others = 0
    /// Whether there are more hits than were counted.
    private(set) var isFull = false
    private var seen: Set<Int> = []

    init(limit: Int?, mostCounted: Int) {
        self.limit = limit
        self.mostCounted = mostCounted
    }

    mutating func isNew(_ subject: Int) -> Bool { seen.insert(subject).inserted }

    /// Returns false if the search can stop.
    mutating func add(_ subject: Int, _ row: Int) -> Bool {
        guard let limit, chosen.count >= limit else {
            chosen.append((subject, row))
            return true
        }
        guard others < mostCounted else {
            isFull = true
            return false
        }
        others += 1
        return true
    }
}

/// The places of events, as known. Without projections, families are folded and kept.
private final class Places {
    private let reading: ReadTransaction
    private var families: [String: [Int: Instant]] = [:]

    init(_ reading: ReadTransaction) { self.reading = reading }

    func place(of position: Int) throws -> Instant? {
        if let live = reading.live { return try live.knownEvents.place(of: position)?.place }
        guard let family = try reading.log.stream(at: position).map(DisputeID.family(of:)) else { return nil }
        if let places = families[family] { return places[position] }
        let record = try reading.record(of: family, through: .max)
        families[family] = Dictionary(
            record.entries.map { ($0.position, $0.place) }, uniquingKeysWith: { first, _ in first })
        return families[family]?[position]
    }
}
