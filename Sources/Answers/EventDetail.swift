import CanonicalJSON
import DisputeModel

/// Everything that the log holds about one event: its wording now and when recorded, what changed it, and the events
/// that it is connected to.
package struct EventDetail: Sendable {
    /// The event, as recorded and as known at the moment asked about.
    package let found: FoundEvent
    /// The record events about the event, in the order of `FoundEvent.recordEvents`.
    package let recordEvents: [RecordEvent]
    /// The events at the positions in `replies`, `about`, `reactions`, `mentionedBy` and `target`.
    package let ties: Mentions
    /// Positions of the events that its `inResponseTo` names.
    package let replies: [Int]
    /// Positions of the events that its `about` names.
    package let about: [Int]
    /// Positions of the later events that name this one in their `inResponseTo`, grouped by what they did to it.
    package let reactions: [Reaction: [Int]]
    /// The obligation that the event opened, as of the moment asked about; nil if there is none.
    package let owed: Status.Owed?
    /// Positions of the later events that name this one in their `about`.
    package let mentionedBy: [Int]
    /// For a record event: position of the event that it is about.
    package let target: Int?
    /// Leaf hash of the recorded text in the log's Merkle tree (RFC 9162), in hexadecimal; nil in an answer limited to
    /// a marking, which reveals no hash of the log.
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

    /// A record event about the event, with the event's wording before and after it.
    package struct RecordEvent: Sendable {
        /// The record event itself.
        package let mention: Mention
        /// The target's wording before this record event, with the earlier record events that count applied.
        package let before: Event
        /// The target's wording after this record event; the same as `before` if the record event is retracted.
        package let after: Event

        package init(mention: Mention, before: Event, after: Event) {
            self.mention = mention
            self.before = before
            self.after = after
        }
    }

    /// The object that `chancery show --format json` prints.
    package var json: JSON {
        var object = JSONObject([
            ("event", .object(found.event.fields)), ("recorded", .object(found.recorded.fields)),
            ("place", .string(found.place.description)), ("retracted", .bool(found.isRetracted)),
            ("corrected", .bool(found.hasChanged)),
            ("mentionedBy", list(mentionedBy)), ("remarks", .array(recordEvents.map(\.mention.json))),
        ])
        for reaction in Reaction.allCases { object[reaction.key] = list(reactions[reaction] ?? []) }
        object["position"] = EventNames.position(found.position)
        object["hash"] = hash.map { .string($0) }
        return .object(object)
    }

    private func list(_ positions: [Int]) -> JSON { .array(positions.compactMap { ties[$0]?.json }) }
}
