import CanonicalJSON
import DisputeModel
import EventLog

/// A dispute's events in order of place, with what each changed.
package struct Timeline: Sendable {
    package let answer: Casebook.StatusAnswer
    package let moment: Moment
    package let items: [Item]
    /// The record events about the items, whatever the day (they say what the record holds, not when), and what dealt
    /// with obligations, from parent and sub-disputes too.
    package let remarks: Mentions
    /// How many acts with lines of their own there are before the items, where only the last are there.
    package var earlier = 0

    package struct Item: Sendable {
        package let position: Int
        /// As known.
        package let event: Event
        /// As it was recorded, where that is something else.
        package let recorded: Event?
        package let place: Instant
        /// Where it changed.
        package let phaseAfter: Phase?
        /// Where it changed, and what it was before.
        package let levelAfter: Int?
        package let levelBefore: Int
        package let isRetracted: Bool
        package let isCorrected: Bool
        /// Positions of the events that its `inResponseTo` and `about` name.
        package let replies: [Int]
        package let about: [Int]
        /// The record events about it: corrections, retractions, assessments, sources, markings.
        package let remarks: [Int]

        package var isOpening: Bool { event.kindName == "dispute-opened" }

        /// Whether it is something that happened. What the record says of its own events stands beside those, but for what moves
        /// the status itself; and an opening has something to show where something was said about it.
        package var hasLine: Bool {
            switch event.kindName {
            case "dispute-closed", "dispute-reopened", "status-assessment": true
            case "dispute-opened": !remarks.isEmpty
            default: !(event.kind?.isRecord ?? false)
            }
        }
    }

    package var status: Status { answer.status }

    /// Only the last of the acts with lines of their own.
    package func end(_ count: Int) -> Timeline {
        let lines = items.filter(\.hasLine)
        return Timeline(
            answer: answer, moment: moment, items: lines.suffix(count), remarks: remarks,
            earlier: earlier + max(0, lines.count - count))
    }

    /// The object that `chancery timeline --format json` prints.
    package var json: JSON {
        [
            "dispute": .string(status.dispute), "title": .string(status.title),
            "asOf": .string(moment.asOf.description),
            "knownAt": moment.knownAt.map { .string($0.description) } ?? .null,
            "events": .array(items.map { .object($0.json) }),
        ]
    }
}

extension Timeline.Item {
    fileprivate var json: JSONObject {
        var object = JSONObject([
            ("event", .object(event.fields)),
            ("place", .string(place.description)), ("retracted", .bool(isRetracted)),
            ("corrected", .bool(isCorrected)),
        ])
        object["position"] = EventNames.position(position)
        object["phaseAfter"] = phaseAfter.map { .string($0.rawValue) }
        object["temperatureAfter"] = levelAfter.map { .integer($0) }
        return object
    }
}

extension Casebook {
    /// The events of a dispute that stand on the day or before, as known; with `all`, those that were retracted too.
    package func timeline(of dispute: String, at moment: Moment, all: Bool = false) throws -> Timeline {
        try store.read { db in
            let reading = try Reading(db, faults)
            let record = try reading.record(
                of: DisputeID.family(of: dispute), knownAt: moment.knownAt, usingSnapshots: false)
            guard let course = Course.all(of: record)[dispute], let status = Status(course, asOf: moment.asOf)
            else { throw try Self.noDispute(dispute, reading, moment) }
            let texts = try reading.texts(of: record)
            let markings = reading.markings(in: record)
            let items = try TimelineMaker(
                record: record, course: course, texts: texts, marked: markings.applied
            ).items(
                asOf: moment.asOf, all: all)
            let remarks = Set(
                items.flatMap(\.remarks) + status.obligations.flatMap { $0.obligation.dealings.map(\.cause) })
            return Timeline(
                answer: Self.answer(status, moment, reading), moment: moment, items: items,
                remarks: try reading.mentions(remarks.contains, in: record))
        }
    }
}

private struct TimelineMaker {
    let record: FamilyRecord
    let course: Course
    let texts: [FamilyRecord.Logged]
    /// Gives an event the marking that counts.
    let marked: (Event) throws -> Event

    func items(asOf day: Day, all: Bool) throws -> [Timeline.Item] {
        var positionOfID: [String: Int] = [:]
        var events: [Int: (Event, Event?)] = [:]
        var remarks: [Int: [Int]] = [:]
        for (entry, logged) in zip(record.entries, texts) {
            guard let recorded = Event(text: logged.text) else { continue }
            let known = record.asKnown(logged) ?? recorded
            positionOfID[recorded.id] = entry.position
            events[entry.position] = (try marked(known), known == recorded ? nil : recorded)
            if let target = entry.target, !entry.isRetracted || all {
                remarks[target, default: []].append(entry.position)
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
                    about: event.about.compactMap { positionOfID[$0] }, remarks: remarks[entry.position] ?? []
                )
            }
    }
}
