import DisputeModel
import EventLog

/// The dates that an act gave once, and gives no more: it was retracted, or is known otherwise since. Who has them in a
/// calendar wants to hear of it.
package struct FormerDate: Sendable {
    /// The act as known.
    package let mention: Mention
    /// The day that each stood on last.
    package let days: [Form: Day]

    /// What a date is to those who keep it: an answer asked for by a day that somebody set, or at all by a day; or a meeting.
    package enum Form: Sendable, CaseIterable { case deadline, answer, meeting }
}

extension FormerDate.Form {
    /// The dates that an act gives.
    static func days(of event: Event, at position: Int) -> [Self: Day] {
        var symbols = Symbols()
        let act = symbols.digest(event, at: position)
        guard let due = symbols.due(act.due), !act.isRecord else { return [:] }
        if act.namesDate { return [.meeting: due.day] }
        guard act.opensObligation else { return [:] }
        if case .on = due { return [.deadline: due.day, .answer: due.day] }
        return [.answer: due.day]
    }
}

extension Reading {
    /// Those that were taken back, or became others, by what was recorded on this day or later.
    func formerDates(changedSince day: Day, at moment: Moment) throws -> [FormerDate] {
        let last = try min(position(knownAt: moment.knownAt), log.head().position)
        let earlier = try log.position(recordedBy: day.start.milliseconds - 1)
        guard earlier < last else { return [] }
        var before: [Int: [FormerDate.Form: Day]] = [:]
        try log.forEach(from: earlier + 1, through: last) { position, _, text in
            guard let event = Event(text: text), FamilyRecord.changesTheRecord(event.kind),
                let subject = try subject(of: event, at: position),
                let former = try asKnown(subject, through: position - 1)
            else { return true }
            before[subject, default: [:]].merge(FormerDate.Form.days(of: former, at: subject)) { $1 }
            return true
        }
        let mentions = try self.mentions(before.keys, knownAt: moment.knownAt)
        return before.compactMap { position, days in
            guard let mention = mentions[position] else { return nil }
            let now =
                mention.isRetracted ? [:] : FormerDate.Form.days(of: mention.event, at: position)
            let gone = days.filter { now[$0.key] == nil }
            return gone.isEmpty ? nil : FormerDate(mention: mention, days: gone)
        }.sorted { $0.mention.position < $1.mention.position }
    }

    /// The act that a record event changes, be it by way of another record event.
    private func subject(of event: Event, at position: Int) throws -> Int? {
        var (link, place) = (event, position)
        while let id = link.target.flatMap({ EventID($0) }), let target = try log.position(ofID: id.bytes),
            target < place, let next = try log.text(at: target).flatMap({ Event(text: $0) })
        {
            if !(next.kind?.isRecord ?? false) { return target }
            (link, place) = (next, target)
        }
        return nil
    }

    /// The highest marking of what has been said about each of these acts and stands, where something has: words of a
    /// correction are among those in which the act is known.
    func markings(of positions: some Sequence<Int>) throws -> [Int: Marking] {
        let known = try KnownLog(self)
        var markings: [Int: Marking] = [:]
        for position in Set(positions) {
            for remark in try known.remarks(on: position) where !remark.isRetracted {
                guard let event = try log.text(at: remark.position).flatMap({ Event(text: $0) }) else {
                    continue
                }
                markings[position] = max(markings[position] ?? .public, event.marking)
            }
        }
        return markings
    }
}
