/// An event as it stands in the log, as far as checks ask for it.
package struct LoggedEvent: Sendable {
    package let position: Int
    /// nil where it is no UUID.
    package let id: EventID?
    package let recordedAt: Instant?
    /// When it was recorded first (section 1).
    package let firstTime: Instant
    /// Where it would stand if it answered nothing (section 2).
    package let place: Instant
    package let key: String?
    /// The id that it was recorded with first, if it came from another log.
    package let origin: EventID?
    /// Empty for what concerns the log and no dispute.
    package let dispute: String
    /// nil for a kind that this copy has never heard of.
    package let kind: Kind?
    package let standing: Standing
    package let replies: [EventID]
    package let about: [EventID]
    package let target: EventID?
    /// The whole of it, where it is not written as most are.
    package let event: Event?

    package var isRecord: Bool { kind?.isRecord ?? false }
    package var record: RecordKind? { kind?.effects.record }

    /// An event that has been read as a whole.
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

    /// The event that was scanned last.
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
