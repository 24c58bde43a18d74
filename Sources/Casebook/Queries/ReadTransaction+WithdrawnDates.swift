import Answers
import DisputeModel
import EventLog
import Projections

extension ReadTransaction {
    /// The dates that no longer hold because of events recorded on this day or later.
    func withdrawnDates(changedSince day: Day, at moment: Moment) throws -> [WithdrawnDate] {
        let last = try min(position(knownAt: moment.knownAt), log.head().position)
        let earlier = try log.position(recordedBy: day.start.milliseconds - 1)
        guard earlier < last else { return [] }
        var before: [Int: [WithdrawnDate.Form: Day]] = [:]
        try log.forEach(from: earlier + 1, through: last) { position, _, text in
            guard let event = Event(text: text), FamilyRecord.changesTheRecord(event.kind),
                let subject = try subject(of: event, at: position),
                let former = try asKnown(subject, through: position - 1)
            else { return true }
            before[subject, default: [:]].merge(WithdrawnDate.Form.days(of: former, at: subject)) { $1 }
            return true
        }
        let mentions = try self.mentions(before.keys, knownAt: moment.knownAt)
        return before.compactMap { position, days in
            guard let mention = mentions[position] else { return nil }
            let now =
                mention.isRetracted ? [:] : WithdrawnDate.Form.days(of: mention.event, at: position)
            let gone = days.filter { now[$0.key] == nil }
            return gone.isEmpty ? nil : WithdrawnDate(mention: mention, days: gone)
        }.sorted { $0.mention.position < $1.mention.position }
    }

    /// Position of the act that a record event changes, directly or by way of other record events; nil if there is
    /// none.
    private func subject(of event: Event, at position: Int) throws -> Int? {
        var (link, place) = (event, position)
        while let target = try log.target(of: link, at: place) {
            if !target.event.isRecord { return target.position }
            (link, place) = target
        }
        return nil
    }

    /// By position: the highest marking of the record events about the act that count; absent if there are none. It
    /// matters because the wording of a correction becomes part of the act as known.
    func markings(of positions: some Sequence<Int>) throws -> [Int: Marking] {
        let known = try KnownLog(self)
        var markings: [Int: Marking] = [:]
        for position in Set(positions) {
            markings[position] = try known.counted(on: position).map(\.event.marking).max()
        }
        return markings
    }
}
