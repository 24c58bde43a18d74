import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension ReadTransaction {
    /// The events at these positions, as known at the instant. Events that were not recorded yet are left out.
    func mentions(_ positions: some Sequence<Int>, knownAt instant: Instant?) throws -> Mentions {
        var mentions: Mentions = [:]
        if instant == nil, let live {
            let (known, markings) = (live.knownEvents, CountedMarkings(log, in: live))
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
            // Events that concern only the log are never corrected.
            if let event = try log.event(at: position),
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

    /// The events of the record whose positions are wanted.
    func mentions(_ isWanted: (Int) -> Bool, in record: FamilyRecord) throws -> Mentions {
        var mentions: Mentions = [:]
        let markings = KnownLog(log, of: record).markings
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
