import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// Everything that the log holds about one event. Throws `QueryError.noEvent` if there is no such event.
    ///
    /// - Parameters:
    ///   - name: the event's position or id.
    ///   - moment: the moment asked about. Only what was recorded by its `knownAt` counts.
    package func eventDetail(of name: String, at moment: Moment) throws -> EventDetail {
        let found = try event(named: name, knownAt: moment.knownAt)
        return try read { reading in
            let last = try reading.position(knownAt: moment.knownAt)
            let connections = try reading.connections(to: found.recorded, through: last)
            func positions(_ ids: [String]) throws -> [Int] {
                try ids.compactMap { try reading.log.position(of: $0) }
            }
            let replies = try positions(found.event.inResponseTo)
            let about = try positions(found.event.about)
            let target = try positions(found.event.target.map { [$0] } ?? []).first
            let ties = try reading.mentions(
                replies + about + connections.replies + connections.mentions + found.recordEvents
                    + (target.map { [$0] } ?? []),
                knownAt: moment.knownAt)
            var before = found.recorded
            let recordEvents = found.recordEvents.compactMap { ties[$0] }.map { recordEvent in
                let after = recordEvent.isRetracted ? before : before.amended(by: recordEvent.event)
                defer { before = after }
                return EventDetail.RecordEvent(mention: recordEvent, before: before, after: after)
            }
            let owed = try reading.owed(becauseOf: found, at: moment)
            let reactions = Dictionary(grouping: connections.replies.filter { ties[$0] != nil }) { position in
                ties[position].map { Reaction(of: $0.event, at: position, to: found.event, owed?.obligation) }
                    ?? .named
            }
            return EventDetail(
                found: found, recordEvents: recordEvents, ties: ties, replies: replies, about: about,
                reactions: reactions, owed: owed,
                mentionedBy: connections.mentions.filter { ties[$0] != nil }, target: target,
                hash: isRedacted ? nil : TreeHash.leaf(found.recorded.text).hexadecimal)
        }
    }
}

extension ReadTransaction {
    /// The obligation that the event opened; nil if there is none, or if the dispute does not exist yet.
    fileprivate func owed(becauseOf event: FoundEvent, at moment: Moment) throws -> Status.Owed? {
        try status(event.event.dispute, at: moment)?.obligations
            .first { $0.obligation.opener == event.position }
    }

    /// The later events of the family that, as recorded, reply to the event or are about it.
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
