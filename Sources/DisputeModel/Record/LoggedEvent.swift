/// An event as it stands in the log, as far as checks and folds ask for it.
package struct LoggedEvent: Sendable {
    package let position: Int
    /// nil where it is no UUID.
    package let id: EventID?
    package let recordedAt: Instant?
    package let key: String?
    /// Where it came from, if it came from another log.
    package let origin: Origin?
    /// At its own place, with what it refers to left open: that is for the record to say. Of a record event too.
    package let act: Act
    package let replies: [EventID]
    package let about: [EventID]
    package let target: EventID?
    /// The whole of it, where it is a record event or not written as most are.
    package let event: Event?

    package var dispute: String { act.dispute }

    /// An event that has been read as a whole.
    package init(_ event: Event, at position: Int) {
        self.position = position
        self.event = event
        id = EventID(event.id)
        recordedAt = event.recordedAt
        key = event.key
        origin = event.origin
        replies = event.inResponseTo.compactMap { EventID($0) }
        about = event.about.compactMap { EventID($0) }
        target = event.target.flatMap { EventID($0) }
        act = Act(event, at: position, replies: [], target: nil)
    }

    init(
        position: Int, id: EventID, recordedAt: Instant, key: String?, origin: Origin?, act: Act,
        replies: [EventID], about: [EventID]
    ) {
        self.position = position
        self.id = id
        self.recordedAt = recordedAt
        self.key = key
        self.origin = origin
        self.act = act
        self.replies = replies
        self.about = about
        target = nil
        event = nil
    }
}
