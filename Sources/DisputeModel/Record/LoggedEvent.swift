/// What checks need of an event in the log.
package struct LoggedEvent: Sendable {
    /// The position in the log, from 1.
    package let position: Int
    /// nil where the id is not a UUID in the usual form.
    package let id: EventID?
    /// When this log recorded the event; nil where the time is missing or malformed.
    package let recordedAt: Instant?
    /// When the event was first recorded (section 1).
    package let firstTime: Instant
    /// The place before replies are considered (section 2).
    package let place: Instant
    /// The recorder's own key for the event, unique within the log; nil where it has none.
    package let key: String?
    /// The id that the event had in the log where it was first recorded, if that was another log.
    package let origin: EventID?
    /// Empty where the event concerns the log and no dispute.
    package let dispute: String
    /// nil for a kind that this version does not know.
    package let kind: Kind?
    /// How well established the event is; `asserted` where its text gives no standing.
    package let standing: Standing
    /// Ids of the events that it replies to.
    package let replies: [EventID]
    /// Ids of events that it refers to without replying to them.
    package let about: [EventID]
    /// The id of the event that a record event is about.
    package let target: EventID?
    /// The parsed event, where it was not read in place (`EventScanner`).
    package let event: Event?

    /// It is a record event, not an act; false for a kind that this version does not know.
    package var isRecord: Bool { kind?.isRecord ?? false }
    /// Which kind of record event it is; nil for an act and for an unknown kind.
    package var recordKind: RecordKind? { kind?.recordKind }

    /// Reads a parsed event.
    package init(_ event: Event, at position: Int) {
        self.position = position
        self.event = event
        id = EventID(event.id)
        recordedAt = event.recordedAt
        firstTime = event.firstTime ?? Instant(milliseconds: 0)
        place = event.ownPlace
        key = event.key
        origin = event.origin?.id
        dispute = event.dispute
        kind = event.kind
        standing = event.standing
        replies = event.inResponseTo.compactMap { EventID($0) }
        about = event.about.compactMap { EventID($0) }
        target = event.target.flatMap { EventID($0) }
    }

    /// Reads the event that `scanner` scanned last.
    init(_ digest: EventDigest, _ scanner: borrowing EventScanner, at position: Int) {
        self.position = position
        event = scanner.whole
        id = scanner.id
        recordedAt = scanner.recordedAt
        firstTime = digest.firstTime
        place = digest.place
        key = scanner.key
        origin = scanner.symbols.origin(of: digest)
        dispute = scanner.symbols.dispute(digest.dispute)
        kind = digest.kind
        standing = digest.standing
        replies = Array(scanner.symbols.replies(of: digest))
        about = scanner.about
        target = scanner.symbols.target(of: digest)
    }
}
