import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// All that the log holds of one event: what it says now, what it said at first, what changed it, and the events to which
/// it is tied.
package struct Dossier: Sendable {
    package let found: FoundEvent
    /// What changed it or judged it, in log order.
    package let remarks: [Remark]
    /// What it replies to and is about, what replies to it and is about it, and its target.
    package let ties: Mentions
    package let replies: [Int]
    package let about: [Int]
    /// Those that name it in their `inResponseTo`, by what they did to it.
    package let reactions: [Reaction: [Int]]
    /// What is owed because of it.
    package let owed: Status.Owed?
    package let mentionedBy: [Int]
    package let target: Int?
    /// The leaf of the log's tree, in hexadecimal digits; nil up to a marking, where no other log's leaves are told of.
    package let hash: String?

    /// A record event about this one, and what it made of it.
    package struct Remark: Sendable {
        package let mention: Mention
        package let before: Event
        package let after: Event
    }

    package var json: JSON {
        var object = JSONObject([
            ("event", .object(found.event.fields)), ("recorded", .object(found.recorded.fields)),
            ("place", .string(found.place.description)), ("retracted", .bool(found.isRetracted)),
            ("corrected", .bool(found.isCorrected)),
            ("mentionedBy", list(mentionedBy)), ("remarks", .array(remarks.map(\.mention.json))),
        ])
        for reaction in Reaction.allCases { object[reaction.key] = list(reactions[reaction] ?? []) }
        object["position"] = EventNames.position(found.position)
        object["hash"] = hash.map { .string($0) }
        return .object(object)
    }

    private func list(_ positions: [Int]) -> JSON { .array(positions.compactMap { ties[$0]?.json }) }
}

extension Casebook {
    /// The event that people name by its position or its id. Throws `QueryError.noEvent` where there is none.
    package func dossier(of name: String, at moment: Moment) throws -> Dossier {
        let found = try event(named: name, knownAt: moment.knownAt)
        return try store.read { db in
            let reading = try Reading(db, faults)
            let last = try reading.position(knownAt: moment.knownAt)
            let connections = try reading.connections(to: found.recorded, through: last)
            func positions(_ ids: [String]) throws -> [Int] {
                try ids.compactMap { try EventID($0).flatMap { try reading.log.position(ofID: $0.bytes) } }
            }
            let replies = try positions(found.event.inResponseTo)
            let about = try positions(found.event.about)
            let target = try positions(found.event.target.map { [$0] } ?? []).first
            let ties = try reading.mentions(
                replies + about + connections.replies + connections.mentions + found.remarks
                    + (target.map { [$0] } ?? []),
                knownAt: moment.knownAt)
            var before = found.recorded
            let remarks = found.remarks.compactMap { ties[$0] }.map { remark in
                let after = remark.isRetracted ? before : before.amended(by: remark.event)
                defer { before = after }
                return Dossier.Remark(mention: remark, before: before, after: after)
            }
            let owed = try reading.owed(becauseOf: found, at: moment)
            let reactions = Dictionary(grouping: connections.replies.filter { ties[$0] != nil }) { position in
                ties[position].map { Reaction(of: $0.event, at: position, to: found.event, owed?.obligation) }
                    ?? .named
            }
            return Dossier(
                found: found, remarks: remarks, ties: ties, replies: replies, about: about,
                reactions: reactions, owed: owed,
                mentionedBy: connections.mentions.filter { ties[$0] != nil }, target: target,
                hash: isRedacted ? nil : TreeHash.leaf(found.recorded.text).hexadecimal)
        }
    }
}

extension Reading {
    /// What is owed because of an event; nil where its dispute is not there yet, too.
    fileprivate func owed(becauseOf event: FoundEvent, at moment: Moment) throws -> Status.Owed? {
        try status(event.event.dispute, at: moment)?.obligations
            .first { $0.obligation.opener == event.position }
    }

    /// The later events of the family that reply to an event or are about it, as they were recorded.
    fileprivate func connections(to event: Event, through last: Int) throws -> (
        replies: [Int], mentions: [Int]
    ) {
        guard !event.dispute.isEmpty, !event.id.isEmpty else { return ([], []) }
        let family = DisputeID.family(of: event.dispute)
        var (replies, mentions): ([Int], [Int]) = ([], [])
        for position in try positions(of: family, through: last) {
            guard let text = try log.text(at: position), text.contains(event.id),
                let other = Event(text: text)
            else { continue }
            if other.inResponseTo.contains(event.id) {
                replies.append(position)
            } else if other.about.contains(event.id) {
                mentions.append(position)
            }
        }
        return (replies, mentions)
    }
}
