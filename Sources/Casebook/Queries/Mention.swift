import CanonicalJSON
import DisputeModel
import EventLog

/// An event to which an answer points: enough to say in a line which one is meant.
package struct Mention: Sendable {
    package let position: Int
    /// As known.
    package let event: Event
    package let place: Instant
    package let isRetracted: Bool

    package init(position: Int, event: Event, place: Instant, isRetracted: Bool = false) {
        self.position = position
        self.event = event
        self.place = place
        self.isRetracted = isRetracted
    }

    /// Where it stands in a dispute's course.
    var order: CourseOrder {
        CourseOrder(place: place, firstTime: event.firstTime ?? place, position: position)
    }

    /// Position, id, date, kind and who.
    package var json: JSON {
        var object = JSONObject([
            ("id", .string(event.id)), ("dispute", .string(event.dispute)),
            ("kind", .string(event.kindName)), ("occurred", event.fields["occurred"] ?? .null),
            ("place", .string(place.description)),
            ("actors", .array(event.actors.map { .string($0.reference) })),
            ("addressees", .array(event.addressees.map { .string($0.reference) })),
        ])
        object["position"] = EventNames.position(position)
        object["summary"] = event.fields["summary"]
        object["marking"] = event.fields["marking"]
        if isRetracted { object["retracted"] = true }
        return .object(object)
    }
}

/// Mentions by position.
package typealias Mentions = [Int: Mention]

extension Reading {
    /// The events at these positions, as known at the instant; those that were not there yet are left out.
    func mentions(_ positions: some Sequence<Int>, knownAt instant: Instant?) throws -> Mentions {
        var mentions: Mentions = [:]
        if instant == nil, let live {
            let (known, markings) = (live.record, markings(in: live))
            for position in Set(positions) {
                guard let event = try known.asKnown(position).map(markings.applied),
                    let (place, isRetracted) = try known.place(of: position)
                else { continue }
                mentions[position] = Mention(
                    position: position, event: event, place: place, isRetracted: isRetracted)
            }
            return mentions
        }
        let wanted = Set(positions)
        var families: Set<String> = []
        for position in wanted {
            guard let stream = try log.stream(at: position) else { continue }
            guard stream == Event.logStream else {
                families.insert(DisputeID.family(of: stream))
                continue
            }
            // What concerns the log itself is never corrected.
            if let event = try log.text(at: position).flatMap({ Event(text: $0) }),
                let recorded = event.recordedAt
            {
                mentions[position] = Mention(position: position, event: event, place: recorded)
            }
        }
        for family in families.sorted() {
            let record = try record(of: family, knownAt: instant, usingSnapshots: false)
            mentions.merge(try self.mentions(wanted.contains, in: record)) { first, _ in first }
        }
        return mentions
    }

    /// The events of a record for which the condition holds.
    func mentions(_ isWanted: (Int) -> Bool, in record: FamilyRecord) throws -> Mentions {
        var mentions: Mentions = [:]
        let markings = markings(in: record)
        for entry in record.entries where isWanted(entry.position) {
            guard let text = try log.text(at: entry.position),
                let event = try record.asKnown(FamilyRecord.Logged(position: entry.position, text: text))
                    .map(markings.applied)
            else { continue }
            mentions[entry.position] = Mention(
                position: entry.position, event: event, place: entry.place, isRetracted: entry.isRetracted)
        }
        return mentions
    }
}

extension FamilyStore {
    var record: Record { Record(db, schema) }
}
