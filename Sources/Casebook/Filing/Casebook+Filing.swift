import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The result of recording one event.
    package struct Receipt: Sendable, Equatable {
        /// Position of the event in the log, from 1.
        package let position: Int
        /// The event's id.
        package let id: String
        /// When the event was recorded.
        package let recordedAt: Instant
        /// Whether the event had been recorded before, under the same key.
        package let isRepeated: Bool
    }

    /// Records events in one transaction: all of them or none. Returns when they are durable.
    ///
    /// Throws `FilingError` if the rules refuse a draft, and `LogError.stale` if `expecting` does not match.
    ///
    /// - Parameters:
    ///   - drafts: events without `id` and `recordedAt`. A draft may name other events by position ("#17"). A draft
    ///     whose `key` is in the log already must say the same as the event with that key; the receipt is then for that
    ///     event, and nothing is recorded.
    ///   - recorder: the value of `recordedBy` in drafts that have none.
    ///   - now: the current time. Events get it as their recording time, unless the log already holds a later one.
    ///   - expecting: the last position that the caller has seen in the family of the first new draft; 0 if it has seen
    ///     none, nil to check nothing.
    ///   - isAt: called with the index of each draft before it is recorded, so the caller knows which draft an error is
    ///     about.
    package func file(
        _ drafts: [JSONObject], by recorder: String, at now: Instant, expecting: Int? = nil,
        isAt: (Int) -> Void = { _ in }
    ) throws -> [Receipt] {
        try filing(at: now) { session in
            var expecting = expecting
            return try drafts.enumerated().map { index, draft in
                isAt(index)
                let (receipt, isNew) = try session.file(draft, by: recorder, expecting: expecting)
                if isNew { expecting = nil }
                return receipt
            }
        }
    }

    /// Registers a party of the log's own, by an event of the log, so that exports and copies include it.
    package func register(
        _ party: RegisteredParty, by recorder: String, at now: Instant
    ) throws -> Receipt {
        try filing(at: now) { try $0.register(party, by: recorder) }
    }
}

extension Casebook {
    /// Runs `body` in one write transaction in which events are filed. On a post's copy they are filed in the shared
    /// log, or kept in the outbox.
    ///
    /// - Parameters:
    ///   - now: the time at which the events are recorded; on a post's copy the server's time counts instead.
    ///   - isRepeatable: whether `body` may be called again after its events were rolled back, because another post was
    ///     quicker.
    ///   - mayWait: whether the events may be kept in the outbox while the shared log cannot be reached.
    ///   - body: files the events, and returns what the caller gets.
    /// - Throws: whatever `body` throws; on a post's copy `SharedLogError`, or `KeptInOutbox`.
    func filing<Result>(
        at now: Instant, isRepeatable: Bool = true, mayWait: Bool = true,
        _ body: (inout FilingSession) throws -> Result
    ) throws -> Result {
        guard !store.isCopy else {
            guard let post else { throw SharedLogError.copyOnly }
            return try post.file(in: self, at: now, isRepeatable: isRepeatable, mayWait: mayWait, body)
        }
        return try log.write { db, projector in
            var session = try FilingSession(db, projector, at: now, random: random)
            return try body(&session)
        }
    }
}

/// Records one event after another within a write transaction.
struct FilingSession {
    let db: Database
    let projector: Projector
    let now: Instant
    private let random: () -> UInt64
    /// What stands before the recorder's name and a slash: the role of a post; nil in a log of one's own.
    private let role: String?
    private var head: LogHead
    /// The id of the log's last event; nil in an empty log.
    private var lastID: EventID?
    /// The recording time of the last event of this session, with its text. Events of one session usually share it.
    private var written: (time: Instant, text: String)?
    private(set) var parties: PartyRegister
    /// The positions of the events that were filed once more under their keys.
    private(set) var repeats: [Int] = []
    let log: Log

    init(
        _ db: Database, _ projector: Projector, at now: Instant, random: @escaping () -> UInt64,
        role: String? = nil
    ) throws {
        self.role = role
        self.db = db
        self.projector = projector
        self.now = now
        self.random = random
        log = Log(db)
        head = try log.head()
        lastID = try log.eventID(at: head.position)
        parties = try Casebook.parties(db)
    }

    /// Records a draft. Returns the receipt, and whether an event has been appended.
    mutating func file(
        _ draft: JSONObject, by recorder: String, expecting: Int? = nil
    ) throws -> (Casebook.Receipt, isNew: Bool) {
        var fields = try Self.withIDs(draft, log).withComposedParties
        if fields["recordedBy"] == nil { fields["recordedBy"] = .string(recorder) }
        for key in ["id", "recordedAt"] where fields[key] != nil {
            throw FilingError.notAllowed(
                key: key, kind: "event to be recorded", because: "recording gives it")
        }
        if fields["origin"] != nil {
            throw FilingError.notAllowed(
                key: "origin", kind: "event to be recorded", because: "importing gives it")
        }
        if let key = fields["key"]?.string, let position = try log.position(ofKey: key) {
            repeats.append(position)
            return (try Self.repeated(fields, key, position, log), false)
        }
        if let expecting {
            try Self.expect(expecting, Event(fields).dispute, db, projector.schema)
        }
        return (try check(fields), true)
    }

    /// Records a draft. Its key, if any, must not be in the log yet, and its party references must be in NFC.
    mutating func file(new draft: JSONObject, by recorder: String) throws -> Casebook.Receipt {
        var fields = try Self.withIDs(draft, log)
        if fields["recordedBy"] == nil { fields["recordedBy"] = .string(recorder) }
        return try check(fields)
    }

    private mutating func check(_ fields: JSONObject) throws -> Casebook.Receipt {
        let event = Event(fields)
        try rules.check(event, firstTime: try recordedAt().time)
        return try append(event)
    }

    /// The rules, checked against the current record.
    var rules: FilingRules<CurrentRecord> {
        FilingRules(
            form: EventForm(parties: parties), record: CurrentRecord(projector))
    }

    /// Records the registration of a party.
    ///
    /// - Parameter draft: further fields of the event.
    mutating func register(
        _ party: RegisteredParty, by recorder: String, draft: JSONObject = JSONObject()
    ) throws -> Casebook.Receipt {
        var details = JSONObject([("code", .string(party.code)), ("name", .string(party.name))])
        if !party.aliases.isEmpty { details["aliases"] = .array(party.aliases.map { .string($0) }) }
        defer { add(party) }
        return try fileOfLog("party-registered", details, by: recorder, draft: draft)
    }

    /// Adds a party to those that the checks of later events know.
    mutating func add(_ party: RegisteredParty) { parties = PartyRegister(own: parties.own + [party]) }

    /// Records an event that concerns the log itself and no dispute.
    ///
    /// - Parameter draft: further fields of the event.
    mutating func fileOfLog(
        _ kind: String, _ details: JSONObject, by recorder: String, draft: JSONObject = JSONObject()
    ) throws -> Casebook.Receipt {
        var fields = draft
        fields["kind"] = .string(kind)
        fields["recordedBy"] = .string(recorder)
        fields["details"] = .object(details)
        return try append(Event(fields))
    }

    /// The recording time of the next event, with its text: the current time, but not earlier than the previous event
    /// or than the event's first time, even if the clock runs behind.
    private mutating func recordedAt(_ origin: Origin? = nil) throws -> (time: Instant, text: String) {
        var time = max(now, Instant(kept: head.recordedAt))
        if let origin { time = max(time, origin.recordedAt) }
        if let written, written.time == time { return written }
        let text = time.description
        // A damaged column must not get into the text of the next event.
        guard Instant(text) == time else {
            throw LogError.damaged(reason: "the time of #\(head.position) is not an instant")
        }
        written = (time, text)
        return (time, text)
    }

    /// Appends an event.
    ///
    /// - Parameters:
    ///   - draft: the event without id and recording time.
    ///   - given: the id that it has already, from an outbox; nil for a new one.
    mutating func append(_ draft: Event, id given: EventID? = nil) throws -> Casebook.Receipt {
        let position = head.position &+ 1
        let recordedAt = try recordedAt(draft.origin)
        let id =
            given
            ?? EventID(
                milliseconds: recordedAt.time.milliseconds, random: (random(), random()), after: lastID)
        let name = id.description
        var event = draft
        if let role, let recorder = event.fields["recordedBy"]?.string, !recorder.begins(with: role + "/") {
            event.fields["recordedBy"] = .string("\(role)/\(recorder)")
        }
        event.fields["id"] = .string(name)
        event.fields["recordedAt"] = .string(recordedAt.text)
        let text = event.text
        guard text.utf8.count <= EventForm.longestText else {
            throw FilingError.tooLong(bytes: text.utf8.count)
        }
        try log.append(
            Log.Entry(
                id: id.bytes, stream: event.stream, recordedAt: recordedAt.time.milliseconds, key: event.key,
                text: text), at: position)
        try projector.apply(text, at: position)
        head = LogHead(position: position, recordedAt: recordedAt.time.milliseconds)
        lastID = id
        return Casebook.Receipt(
            position: position, id: name, recordedAt: recordedAt.time, isRepeated: false)
    }

    private static func expect(_ expected: Int, _ dispute: String, _ db: Database, _ schema: ProjectionSchema)
        throws
    {
        let family = DisputeID.family(of: dispute)
        let last = try FamilyStore(db: db, schema: schema).positions(of: family, through: .max).last ?? 0
        guard last == expected else {
            throw LogError.stale(family: family, expected: expected, found: last)
        }
    }

    /// The receipt of the event recorded under this key. Throws `FilingError.keyTaken` if it differs from the draft.
    static func repeated(_ fields: JSONObject, _ key: String, _ position: Int, _ log: Log) throws
        -> Casebook.Receipt
    {
        guard let filed = try log.event(at: position),
            let recordedAt = filed.recordedAt
        else { throw FilingError.keyTaken(key, position: position, filed: "what cannot be read", given: "") }
        if let (filed, given) = try EventDifference.words(log.numbered(filed.fields), log.numbered(fields)) {
            throw FilingError.keyTaken(key, position: position, filed: filed, given: given)
        }
        return Casebook.Receipt(position: position, id: filed.id, recordedAt: recordedAt, isRepeated: true)
    }

    /// The draft with ids in place of positions in all its references.
    static func withIDs(_ draft: JSONObject, _ log: Log) throws -> JSONObject {
        func id(_ reference: JSON) throws -> JSON {
            let position: Int? =
                switch reference {
                case .integer(let number): number
                case .string(let text): Int(text.hasPrefix("#") ? String(text.dropFirst()) : text)
                default: nil
                }
            guard let position else { return reference }
            return .string(try log.eventID(at: position)?.description ?? "#\(position)")
        }
        return try Event(draft).replacingReferences { reference, _ in try id(reference) }.fields
    }
}
