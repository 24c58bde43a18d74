import CanonicalJSON
import DisputeModel

/// The events of a dispute in order of place, with the changes of phase and temperature that each caused.
package struct Timeline: Sendable {
    /// The status of the dispute at the moment.
    package let answer: StatusAnswer
    /// The moment asked about.
    package let moment: Moment
    /// The events of the timeline, in order of place.
    package let items: [Item]
    /// The record events about the items, and the events that acted on the dispute's obligations, which may be of the
    /// parent or a sub-dispute. Record events are included whatever their day, since they say what the record holds.
    package let recordEvents: Mentions
    /// The number of acts with a line of their own that are left out before the first item; 0 if all items are there.
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

    /// One event of a timeline.
    package struct Item: Sendable {
        /// Position of the event in the log, from 1.
        package let position: Int
        /// The event as known.
        package let event: Event
        /// The event as recorded; nil if that is the same.
        package let recorded: Event?
        /// The event's place (section 2).
        package let place: Instant
        /// The new phase; nil if the event did not change it.
        package let phaseAfter: Phase?
        /// The new temperature level; nil if the event did not change it.
        package let levelAfter: Int?
        /// The level before the event if it changed the level, else 0.
        package let levelBefore: Int
        /// Whether a retraction that counts applies to the event.
        package let isRetracted: Bool
        /// Whether a correction that counts has been applied to the event.
        package let isCorrected: Bool
        /// Positions of the events that its `inResponseTo` names.
        package let replies: [Int]
        /// Positions of the events that its `about` names.
        package let about: [Int]
        /// Positions of the record events about it: corrections, retractions, assessments, sources, markings.
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

        /// Whether the event opens the dispute.
        package var isOpening: Bool { event.recordKind == .opening }

        /// Whether the event has a line of its own. Acts have one. Record events are shown with their target instead,
        /// except those that move the status themselves. An opening has one only if there are record events about it.
        package var hasLine: Bool {
            if isOpening { !recordEvents.isEmpty } else { event.isShownAsAct }
        }
    }

    /// The status of the dispute at the moment, without the ids of the events.
    package var status: Status { answer.status }

    /// The timeline with only the last `count` items that have a line of their own.
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
