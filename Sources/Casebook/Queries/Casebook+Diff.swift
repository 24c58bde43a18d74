import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// What was learned about a dispute between the ends of two days. Throws `QueryError.noDispute` if the dispute does
    /// not exist as known at the end of the second day.
    ///
    /// - Parameters:
    ///   - dispute: id of the dispute.
    ///   - from: the earlier day.
    ///   - to: the later day.
    ///   - day: the day of both statuses.
    package func difference(in dispute: String, from: Day, to: Day, asOf day: Day) throws -> RecordDifference
    {
        try read { reading in
            let family = DisputeID.family(of: dispute)
            let (old, formerIDs) = try formerRecord(of: family, knownAt: from.end, reading)
            let folded = try reading.folded(dispute, at: Moment(asOf: day, knownAt: to.end))
            let (new, after) = (folded.record, folded.status)
            let before = Course.all(of: old)[dispute].flatMap { Status($0, asOf: day) }
            let last = try reading.position(knownAt: from.end)
            let added = new.entries.filter { $0.position > last && $0.dispute == dispute }
            var mentioned = Set(added.map(\.position))
            mentioned.formUnion(added.compactMap(\.target))
            for status in [before, after].compactMap(\.self) { mentioned.formUnion(status.events) }
            let mentions = try reading.mentions(mentioned.contains, in: new)
            return RecordDifference(
                dispute: dispute, from: from, to: to, asOf: day, before: before, after: after,
                recorded: added.compactMap { mentions[$0.position] },
                amendments: try Self.amendments(added, KnownLog(reading.log, of: new)),
                mentions: mentions,
                ids: mentions.mapValues(\.event.id).merging(formerIDs) { first, _ in first })
        }
    }

    /// The target of each record event as it was known before that one was recorded, and after it.
    private static func amendments(_ added: [FamilyRecord.Entry], _ known: KnownLog) throws
        -> [Int: RecordDifference.Amendment]
    {
        var amendments: [Int: RecordDifference.Amendment] = [:]
        for entry in added where !entry.isRetracted {
            guard let target = entry.target,
                let before = try known.asKnown(target, applying: { $1 < entry.position }),
                let after = try known.asKnown(target, applying: { $1 <= entry.position })
            else { continue }
            amendments[entry.position] = RecordDifference.Amendment(
                target: target, before: before, after: after)
        }
        return amendments
    }
}
