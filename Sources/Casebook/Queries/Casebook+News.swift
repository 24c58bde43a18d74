import CanonicalJSON
import DisputeModel
import EventLog

/// What has been recorded since a day, dispute by dispute.
package struct News: Sendable {
    package let since: Day
    /// By dispute, those that moved last at the end; in each, in log order.
    package let items: [(dispute: String, title: String, mentions: [Mention])]
    /// The acts that the record events among them are about.
    package let targets: Mentions
    /// Position of a record event's target.
    package let targetOf: [Int: Int]

    /// `[{"position", "id", …, "recordedAt", "recordedBy", "event", "target"}]`, in log order.
    package var json: JSON {
        .array(
            items.flatMap(\.mentions).sorted { $0.position < $1.position }.map { mention in
                var object = JSONObject([
                    ("dispute", .string(mention.event.dispute)), ("event", .object(mention.event.fields)),
                    ("place", .string(mention.place.description)), ("retracted", .bool(mention.isRetracted)),
                    ("target", targetOf[mention.position].map(EventNames.json) ?? .null),
                ])
                object["position"] = EventNames.position(mention.position)
                return .object(object)
            })
    }
}

extension Casebook {
    /// The events recorded on a day or later, as far as they were known at the moment; with `except`, those that this
    /// recorder did not record.
    package func news(since day: Day, except recorder: String?, at moment: Moment) throws -> News {
        try store.read { db in
            let reading = try Reading(db, faults)
            let first = try reading.log.position(recordedBy: day.start.milliseconds - 1) + 1
            let last = try reading.position(knownAt: moment.knownAt)
            var positions: [Int] = []
            var targetOf: [Int: Int] = [:]
            try reading.log.forEach(from: first, through: last) { position, _, text in
                guard let event = Event(text: text), recorder == nil || event.recordedBy != recorder else {
                    return true
                }
                positions.append(position)
                if let id = event.target.flatMap({ EventID($0) }) {
                    targetOf[position] = try reading.log.position(ofID: id.bytes)
                }
                return true
            }
            let mentions = try reading.mentions(positions + targetOf.values, knownAt: moment.knownAt)
            var groups: [String: [Mention]] = [:]
            for position in positions {
                if let mention = mentions[position] {
                    groups[mention.event.dispute, default: []].append(mention)
                }
            }
            let items = try groups.sorted { ($0.value.last?.position ?? 0) < ($1.value.last?.position ?? 0) }
                .map { dispute, mentions in
                    (dispute, try reading.course(dispute, at: moment)?.opening.title ?? "", mentions)
                }
            return News(since: day, items: items, targets: mentions, targetOf: targetOf)
        }
    }
}
