import CanonicalJSON
import DisputeModel
import EventLog

/// What the record learned of a dispute between two days, and what that does to its status as of one and the same day.
package struct Difference: Sendable {
    package let dispute: String
    package let from: Day
    package let to: Day
    package let asOf: Day
    /// nil: it did not exist, as the record knew it then.
    package let before: Status?
    package let after: Status
    /// The events recorded in between, in log order, as known at the end.
    package let recorded: [Mention]
    /// Of each correction, source, marking or retraction among them that stands, its target before and after.
    package let amendments: [Int: Amendment]
    package let mentions: Mentions
    let ids: [Int: String]

    package struct Amendment: Sendable {
        package let target: Int
        package let before: Event
        package let after: Event
    }
}

extension Difference {
    package var json: JSON {
        [
            "dispute": .string(dispute), "from": .string(from.description), "to": .string(to.description),
            "asOf": .string(asOf.description),
            "recorded": .array(
                recorded.map { mention in
                    var object = mention.json.object ?? JSONObject()
                    if let amendment = amendments[mention.position] {
                        object["target"] = EventNames.json(amendment.target)
                        object["before"] = .object(amendment.before.fields)
                        object["after"] = .object(amendment.after.fields)
                    }
                    return .object(object)
                }),
            "before": before.map { $0.json(knownAt: from.end) { ids[$0] ?? "" } } ?? .null,
            "after": after.json(knownAt: to.end) { ids[$0] ?? "" },
        ]
    }
}

extension Casebook {
    /// What changed in what is known of a dispute between the ends of two days. Throws `QueryError.noDispute` where it does
    /// not exist as known at the end of the second.
    package func difference(in dispute: String, from: Day, to: Day, asOf day: Day) throws -> Difference {
        try store.read { db in
            let reading = try Reading(db, faults)
            let family = DisputeID.family(of: dispute)
            let (old, formerIDs) = try formerRecord(of: family, knownAt: from.end, reading)
            let new = try reading.record(of: family, knownAt: to.end, usingSnapshots: false)
            let moment = Moment(asOf: day, knownAt: to.end)
            guard let after = Course.all(of: new)[dispute].flatMap({ Status($0, asOf: day) })
            else { throw try Self.noDispute(dispute, reading, moment) }
            let before = Course.all(of: old)[dispute].flatMap { Status($0, asOf: day) }
            let last = try reading.position(knownAt: from.end)
            let added = new.entries.filter { $0.position > last && $0.dispute == dispute }
            var mentioned = Set(added.map(\.position))
            mentioned.formUnion(added.compactMap(\.target))
            for status in [before, after].compactMap(\.self) { mentioned.formUnion(status.causes) }
            let mentions = try reading.mentions(mentioned.contains, in: new)
            return Difference(
                dispute: dispute, from: from, to: to, asOf: day, before: before, after: after,
                recorded: added.compactMap { mentions[$0.position] },
                amendments: try Self.amendments(added, new, reading), mentions: mentions,
                ids: mentions.mapValues(\.event.id).merging(formerIDs) { first, _ in first })
        }
    }

    /// What each amendment made of its target, one after another as they were recorded.
    private static func amendments(
        _ added: [FamilyRecord.Entry], _ record: FamilyRecord, _ reading: Reading
    ) throws -> [Int: Difference.Amendment] {
        var amendments: [Int: Difference.Amendment] = [:]
        let standing = record.entries.filter { !$0.isRetracted && $0.target != nil }
        for entry in added where !entry.isRetracted {
            guard let target = entry.target, var before = try reading.event(at: target),
                let amendment = try reading.event(at: entry.position)
            else { continue }
            for earlier in standing where earlier.target == target && earlier.position < entry.position {
                if let event = try reading.event(at: earlier.position) { before = before.amended(by: event) }
            }
            amendments[entry.position] = Difference.Amendment(
                target: target, before: before, after: before.amended(by: amendment))
        }
        return amendments
    }
}

extension Reading {
    /// As it was recorded.
    func event(at position: Int) throws -> Event? { try log.text(at: position).flatMap { Event(text: $0) } }
}

extension Status {
    /// The events that it mentions.
    fileprivate var causes: [Int] {
        [phaseCause] + history.map(\.cause) + obligations.map(\.obligation.opener)
            + (peakCause.map { [$0] } ?? [])
    }
}
