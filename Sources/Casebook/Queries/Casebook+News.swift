import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// Reads the listed events in chunks, so that memory does not grow with their number. Valid only within the closure
/// that `Casebook.news` gave it to.
package struct NewsReader {
    /// The counts and the summed-up imports.
    package let news: News
    private let reading: ReadTransaction
    private let moment: Moment
    /// The events that are listed one by one, in log order.
    private let positions: [Int]
    /// The same positions by stream; the stream with the newest event comes last.
    private let groups: [(stream: String, positions: [Int])]

    init(
        _ question: NewsQuestion, _ entries: [NewsEntry], _ reading: ReadTransaction, at moment: Moment
    ) {
        self.reading = reading
        self.moment = moment
        let shown = question.limit.map { entries.suffix($0) } ?? entries[...]
        var arrivals: [Arrival] = []
        var positions: [Int] = []
        var groups: [String: [Int]] = [:]
        for entry in shown {
            switch entry {
            case .arrival(let arrival): arrivals.append(arrival)
            case .event(let position, let stream):
                positions.append(position)
                groups[stream, default: []].append(position)
            }
        }
        news = News(
            since: question.since, count: entries.reduce(0) { $0 + $1.count },
            leftOut: entries.count - shown.count,
            arrivals: arrivals)
        self.positions = positions
        self.groups =
            groups.sorted { ($0.value.last ?? 0) < ($1.value.last ?? 0) }.map { ($0.key, $0.value) }
    }

    /// Calls `body` with the listed events, dispute by dispute, in parts of limited size.
    package func forEachPart(_ body: (News.Part) throws -> Void) throws {
        for (stream, positions) in groups {
            let dispute = stream == Event.logStream ? "" : stream
            let title = try reading.title(of: dispute, at: moment) ?? ""
            var isFirst = true
            for positions in chunks(of: positions) {
                let (mentions, targetOf) = try mentions(positions)
                let part = News.Part(
                    dispute: dispute, title: title, isFirst: isFirst,
                    mentions: positions.compactMap { mentions[$0] }, targets: mentions, targetOf: targetOf)
                guard !part.mentions.isEmpty else { continue }
                try body(part)
                isFirst = false
            }
        }
    }

    /// Calls `body` with `{"position", "dispute", "event", "place", "retracted", "target"}` for each listed event, in
    /// log order.
    package func forEachJSON(_ body: (JSON) throws -> Void) throws {
        for positions in chunks(of: positions) {
            let (mentions, targetOf) = try mentions(positions)
            for mention in positions.compactMap({ mentions[$0] }) {
                var object = JSONObject([
                    ("dispute", .string(mention.event.dispute)), ("event", .object(mention.event.fields)),
                    ("place", .string(mention.place.description)), ("retracted", .bool(mention.isRetracted)),
                    ("target", targetOf[mention.position].map(EventNames.json) ?? .null),
                ])
                object["position"] = EventNames.position(mention.position)
                try body(.object(object))
            }
        }
    }

    private static let readTogether = 250

    /// If the log has to be folded, a single chunk avoids folding it more than once.
    private func chunks(of positions: [Int]) -> [ArraySlice<Int>] {
        guard moment.knownAt == nil, reading.live != nil else { return [positions[...]] }
        return stride(from: 0, to: positions.count, by: Self.readTogether).map {
            positions[$0..<min($0 + Self.readTogether, positions.count)]
        }
    }

    private func mentions(_ positions: ArraySlice<Int>) throws -> (Mentions, targetOf: [Int: Int]) {
        var targetOf: [Int: Int] = [:]
        for position in positions {
            let target = try reading.log.event(at: position)?.target
            targetOf[position] = try target.flatMap { try reading.log.position(of: $0) }
        }
        let mentions = try reading.mentions(positions + targetOf.values, knownAt: moment.knownAt)
        return (mentions, targetOf)
    }
}

extension Casebook {
    /// The events recorded on the question's day or later, as known at the moment.
    package func news<Result>(
        _ question: NewsQuestion, at moment: Moment, _ body: (NewsReader) throws -> Result
    ) throws -> Result {
        try read { reading in
            let entries = try NewsEntry.all(
                of: reading.db,
                from: reading.log.position(recordedBy: question.since.start.milliseconds - 1) + 1,
                through: reading.position(knownAt: moment.knownAt), question)
            return try body(NewsReader(question, entries, reading, at: moment))
        }
    }
}
