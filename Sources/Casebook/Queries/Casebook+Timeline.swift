import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The events of a dispute with a place on the day or earlier, as known. Throws `QueryError.noDispute` if the
    /// dispute does not exist at the moment.
    ///
    /// - Parameters:
    ///   - dispute: id of the dispute.
    ///   - moment: the day up to which events are included, and how much of the record is known.
    ///   - all: whether to include retracted events.
    package func timeline(of dispute: String, at moment: Moment, all: Bool = false) throws -> Timeline {
        try read { reading in
            let folded = try reading.folded(dispute, at: moment)
            let (record, course, status) = (folded.record, folded.course, folded.status)
            let texts = try reading.texts(of: record)
            let markings = KnownLog(reading.log, of: record).markings
            let items = try TimelineMaker(
                record: record, course: course, texts: texts, marked: markings.applied
            ).items(
                asOf: moment.asOf, all: all)
            let recordEvents = Set(
                items.flatMap(\.recordEvents)
                    + status.obligations.flatMap { $0.obligation.changes.map(\.cause) })
            return Timeline(
                answer: Self.answer(status, moment, reading), moment: moment, items: items,
                recordEvents: try reading.mentions(recordEvents.contains, in: record))
        }
    }
}

private struct TimelineMaker {
    let record: FamilyRecord
    let course: Course
    let texts: [FamilyRecord.Logged]
    /// Sets the marking of an event to the one that counts (section 9).
    let marked: (Event) throws -> Event

    func items(asOf day: Day, all: Bool) throws -> [Timeline.Item] {
        var positionOfID: [String: Int] = [:]
        var events: [Int: (Event, Event?)] = [:]
        var recordEvents: [Int: [Int]] = [:]
        for (entry, logged) in zip(record.entries, texts) {
            guard let recorded = Event(text: logged.text) else { continue }
            let known = record.asKnown(logged) ?? recorded
            positionOfID[recorded.id] = entry.position
            events[entry.position] = (try marked(known), known == recorded ? nil : recorded)
            if let target = entry.target, !entry.isRetracted || all {
                recordEvents[target, default: []].append(entry.position)
            }
        }
        var phases: [Int: Phase] = [:]
        var levels: [Int: (before: Int, after: Int)] = [:]
        course.forEachStep { step, before, after in
            if after.phase != before.phase { phases[step.position] = after.phase }
            if after.level != before.level { levels[step.position] = (before.level, after.level) }
        }
        return record.entries
            .filter { entry in
                entry.dispute == course.opening.dispute && (all || !entry.isRetracted)
                    && (entry.place <= day.end || entry.position == course.opening.position)
            }
            .sorted { $0.order < $1.order }
            .compactMap { entry in
                guard let (event, recorded) = events[entry.position] else { return nil }
                return Timeline.Item(
                    position: entry.position, event: event, recorded: recorded, place: entry.place,
                    phaseAfter: phases[entry.position], levelAfter: levels[entry.position]?.after,
                    levelBefore: levels[entry.position]?.before ?? 0, isRetracted: entry.isRetracted,
                    isCorrected: entry.isCorrected,
                    replies: event.inResponseTo.compactMap { positionOfID[$0] },
                    about: event.about.compactMap { positionOfID[$0] },
                    recordEvents: recordEvents[entry.position] ?? []
                )
            }
    }
}
