import CanonicalJSON
import DisputeModel

/// All that the log holds of one event: what it says now, what it said at first, what changed it, and the events to which
/// it is tied.
package struct EventDetail: Sendable {
    package let found: FoundEvent
    /// What changed it or judged it, in log order.
    package let recordEvents: [RecordEvent]
    /// What it replies to and is about, what replies to it and is about it, and its target.
    package let ties: Mentions
    package let replies: [Int]
    package let about: [Int]
    /// Those that name it in their `inResponseTo`, by what they did to it.
    package let reactions: [Reaction: [Int]]
    /// What is owed because of it.
    package let owed: Status.Owed?
    package let mentionedBy: [Int]
    package let target: Int?
    /// The leaf of the log's tree, in hexadecimal digits; nil up to a marking, where no other log's leaves are told of.
    package let hash: String?

    package init(
        found: FoundEvent, recordEvents: [RecordEvent], ties: Mentions, replies: [Int], about: [Int],
        reactions: [Reaction: [Int]], owed: Status.Owed?, mentionedBy: [Int], target: Int?, hash: String?
    ) {
        self.found = found
        self.recordEvents = recordEvents
        self.ties = ties
        self.replies = replies
        self.about = about
        self.reactions = reactions
        self.owed = owed
        self.mentionedBy = mentionedBy
        self.target = target
        self.hash = hash
    }

    /// A record event about this one, and what it made of it.
    package struct RecordEvent: Sendable {
        package let mention: Mention
        package let before: Event
        package let after: Event

        package init(mention: Mention, before: Event, after: Event) {
            self.mention = mention
            self.before = before
            self.after = after
        }
    }

    package var json: JSON {
        var object = JSONObject([
            ("event", .object(found.event.fields)), ("recorded", .object(found.recorded.fields)),
            ("place", .string(found.place.description)), ("retracted", .bool(found.isRetracted)),
            ("corrected", .bool(found.isCorrected)),
            ("mentionedBy", list(mentionedBy)), ("remarks", .array(recordEvents.map(\.mention.json))),
        ])
        for reaction in Reaction.allCases { object[reaction.key] = list(reactions[reaction] ?? []) }
        object["position"] = EventNames.position(found.position)
        object["hash"] = hash.map { .string($0) }
        return .object(object)
    }

    private func list(_ positions: [Int]) -> JSON { .array(positions.compactMap { ties[$0]?.json }) }
}
