import CanonicalJSON
import DisputeModel

/// A dispute's events in order of place, with what each changed.
package struct Timeline: Sendable {
    package let answer: StatusAnswer
    package let moment: Moment
    package let items: [Item]
    /// The record events about the items, whatever the day (they say what the record holds, not when), and what dealt
    /// with obligations, from parent and sub-disputes too.
    package let recordEvents: Mentions
    /// How many acts with lines of their own there are before the items, where only the last are there.
    package let earlier: Int

    package init(
        answer: StatusAnswer, moment: Moment, items: [Item], recordEvents: Mentions, earlier: Int = 0
    ) {
        self.answer = answer
        self.moment = moment
        self.items = items
        self.recordEvents = recordEvents
        self.earlier = earlier
    }

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
        package let recordEvents: [Int]

        package init(
            position: Int, event: Event, recorded: Event?, place: Instant, phaseAfter: Phase?,
            levelAfter: Int?, levelBefore: Int, isRetracted: Bool, isCorrected: Bool, replies: [Int],
            about: [Int], recordEvents: [Int]
        ) {
            self.position = position
            self.event = event
            self.recorded = recorded
            self.place = place
            self.phaseAfter = phaseAfter
            self.levelAfter = levelAfter
            self.levelBefore = levelBefore
            self.isRetracted = isRetracted
            self.isCorrected = isCorrected
            self.replies = replies
            self.about = about
            self.recordEvents = recordEvents
        }

        package var isOpening: Bool { event.kindName == "dispute-opened" }

        /// Whether it is something that happened. What the record says of its own events stands beside those, but for what moves
        /// the status itself; and an opening has something to show where something was said about it.
        package var hasLine: Bool {
            switch event.kindName {
            case "dispute-closed", "dispute-reopened", "status-assessment": true
            case "dispute-opened": !recordEvents.isEmpty
            default: !(event.kind?.isRecord ?? false)
            }
        }
    }

    package var status: Status { answer.status }

    /// Only the last of the acts with lines of their own.
    package func end(_ count: Int) -> Timeline {
        let lines = items.filter(\.hasLine)
        return Timeline(
            answer: answer, moment: moment, items: lines.suffix(count), recordEvents: recordEvents,
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
