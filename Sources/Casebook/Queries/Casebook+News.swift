import CanonicalJSON
import DisputeModel
import EventLog

/// What is asked of the log's newest events.
package struct NewsQuestion: Sendable {
    /// Recorded on this day or later.
    package let since: Day
    /// Not what this recorder recorded.
    package let except: String?
    /// So many entries at most, the newest.
    package let limit: Int?
    /// Whether what came in together is one entry.
    package let isSummed: Bool

    package init(since: Day, except: String? = nil, limit: Int? = nil, isSummed: Bool = true) {
        self.since = since
        self.except = except
        self.limit = limit
        self.isSummed = isSummed
    }
}

/// What has been recorded since a day. It is read while it is told, so that memory does not grow with it; it holds within
/// the question that gave it.
package struct News {
    package let since: Day
    /// How many events there are, with those that the limit leaves out.
    package let count: Int
    /// How many entries the limit leaves out, which are the oldest.
    package let leftOut: Int
    /// What came in together, in log order.
    package let arrivals: [Arrival]

    private let reading: Reading
    private let moment: Moment
    /// The events that are told one by one, in log order; those of a dispute together, the one that moved last at the end.
    private let positions: [Int]
    private let groups: [(stream: String, positions: [Int])]

    /// Some events of one dispute.
    package struct Part {
        package let dispute: String
        package let title: String
        /// Whether it is the first of its dispute.
        package let isFirst: Bool
        /// In log order.
        package let mentions: [Mention]
        /// The acts that the record events among them are about.
        package let targets: Mentions
        /// Position of a record event's target.
        package let targetOf: [Int: Int]
    }

    init(
        _ question: NewsQuestion, _ entries: [NewsEntry], _ reading: Reading, at moment: Moment
    ) {
        since = question.since
        self.reading = reading
        self.moment = moment
        count = entries.reduce(0) { $0 + $1.count }
        let shown = question.limit.map { entries.suffix($0) } ?? entries[...]
        leftOut = entries.count - shown.count
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
        self.arrivals = arrivals
        self.positions = positions
        self.groups =
            groups.sorted { ($0.value.last ?? 0) < ($1.value.last ?? 0) }.map { ($0.key, $0.value) }
    }

    package func forEachPart(_ body: (Part) throws -> Void) throws {
        for (stream, positions) in groups {
            let dispute = stream == Event.logStream ? "" : stream
            let title = try reading.title(of: dispute, at: moment) ?? ""
            var isFirst = true
            for positions in chunks(of: positions) {
                let (mentions, targetOf) = try mentions(positions)
                let part = Part(
                    dispute: dispute, title: title, isFirst: isFirst,
                    mentions: positions.compactMap { mentions[$0] }, targets: mentions, targetOf: targetOf)
                guard !part.mentions.isEmpty else { continue }
                try body(part)
                isFirst = false
            }
        }
    }

    /// `{"position", "dispute", "event", "place", "retracted", "target"}` of each event, in log order.
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

    /// Where the log has to be folded, it is folded once.
    private func chunks(of positions: [Int]) -> [ArraySlice<Int>] {
        guard moment.knownAt == nil, reading.live != nil else { return [positions[...]] }
        return stride(from: 0, to: positions.count, by: Self.readTogether).map {
            positions[$0..<min($0 + Self.readTogether, positions.count)]
        }
    }

    private func mentions(_ positions: ArraySlice<Int>) throws -> (Mentions, targetOf: [Int: Int]) {
        var targetOf: [Int: Int] = [:]
        for position in positions {
            guard let event = try reading.log.text(at: position).flatMap({ Event(text: $0) }),
                let id = event.target.flatMap({ EventID($0) })
            else { continue }
            targetOf[position] = try reading.log.position(ofID: id.bytes)
        }
        let mentions = try reading.mentions(positions + targetOf.values, knownAt: moment.knownAt)
        return (mentions, targetOf)
    }
}

extension Casebook {
    /// The events recorded on a day or later, as far as they were known at the moment.
    package func news<Result>(
        _ question: NewsQuestion, at moment: Moment, _ body: (News) throws -> Result
    ) throws -> Result {
        try store.read { db in
            let reading = try Reading(db, faults)
            let entries = try NewsEntry.all(
                of: db, from: reading.log.position(recordedBy: question.since.start.milliseconds - 1) + 1,
                through: reading.position(knownAt: moment.knownAt), question)
            return try body(News(question, entries, reading, at: moment))
        }
    }
}
