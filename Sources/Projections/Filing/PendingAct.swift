import DisputeModel
import EventLog

/// An act or record event of the current transaction that has not been inserted into its dispute's course
/// yet, with the events that it refers to.
struct PendingAct {
    /// The event, with its place according to section 2.
    private(set) var event: EventDigest
    /// The number of the event's dispute.
    let dispute: Int
    /// Whether the event's place is later than its own text says, because it responds to a later event.
    private(set) var isMoved = false
    /// Whether an act that it responds to proposes talks and is not retracted.
    private(set) var acceptsProposal = false
    /// The positions of the events in its `inResponseTo` that belong to the same family.
    private(set) var named: [Int] = []
    /// The position of the event that a record event is about.
    let target: Int?

    /// - Parameters:
    ///   - family: the family of the event's dispute.
    ///   - dispute: the number of the event's dispute.
    ///   - target: the position of the event that a record event is about.
    init(
        _ event: EventDigest, of family: String, _ dispute: Int, _ target: Int?, _ projector: Projector
    ) throws {
        self.event = event
        self.dispute = dispute
        self.target = target
        for id in projector.scanner.symbols.replies(of: event) {
            guard let position = try projector.log.position(of: id),
                let namedEvent = try projector.namedEvent(position, of: family)
            else { continue }
            named.append(position)
            guard !event.isRecord, !namedEvent.isRetracted else { continue }
            if namedEvent.place > self.event.place {
                self.event.place = namedEvent.place
                isMoved = true
            }
            if namedEvent.proposesTalks { acceptsProposal = true }
        }
    }
}

/// What an act needs to know about an event that it names in its `inResponseTo`.
struct NamedEvent {
    let place: Instant
    let proposesTalks: Bool
    let isRetracted: Bool
    let family: String
}

/// A cache of recently used named events, by position.
struct NamedEventCache {
    private var namedEvents: [Int: NamedEvent] = [:]

    subscript(position: Int) -> NamedEvent? {
        get { namedEvents[position] }
        set {
            if namedEvents.count >= 20_000 { namedEvents = [:] }
            namedEvents[position] = newValue
        }
    }
}

extension Projector {
    /// What is known now of an event; nil if it belongs to another family.
    func namedEvent(_ position: Int, of family: String) throws -> NamedEvent? {
        let namedEvent = try namedEvents[position] ?? readNamedEvent(position)
        namedEvents[position] = namedEvent
        return namedEvent.flatMap { $0.family == family ? $0 : nil }
    }

    /// Adds an act to the cache, because following events may name it.
    func note(_ act: PendingAct, of family: String) {
        namedEvents[act.event.position] = NamedEvent(
            place: act.event.place, proposesTalks: act.event.effects.phase == .proposeTalks,
            isRetracted: false, family: family)
    }

    /// The positions of the events in the `inResponseTo` of an event, as corrected.
    func named(by position: Int) throws -> Set<Int> {
        let event = try KnownEvents(store.db, schema).asKnown(position)
        return Set(
            try (event?.inResponseTo ?? []).compactMap { id in
                try log.position(of: id)
            })
    }

    private func readNamedEvent(_ position: Int) throws -> NamedEvent? {
        let record = KnownEvents(store.db, schema)
        guard let stream = try log.stream(at: position) else { return nil }
        let standing = try record.standing(of: position)
        let isAmended = try record.isAmended(position)
        let known = isAmended ? try record.asKnown(position) : nil
        guard let text = try known?.text ?? log.text(at: position) else { return nil }
        let event = scanner.scan(text, at: position)
        let isApplied = event.effects.recordKind?.isApplied ?? false
        return NamedEvent(
            place: standing?.place ?? event.place,
            proposesTalks: !isApplied && event.effects.phase == .proposeTalks,
            isRetracted: standing?.isRetracted ?? false, family: DisputeID.family(of: stream))
    }
}
