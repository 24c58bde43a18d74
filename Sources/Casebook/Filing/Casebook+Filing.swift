import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

extension Casebook {
    /// What is said of an event that has been filed.
    package struct Receipt: Sendable, Equatable {
        package let position: Int
        package let id: String
        package let recordedAt: Instant
        /// It had been filed before, under the same key.
        package let isRepeated: Bool
    }

    /// Files events, all of them or none, and returns when they are on the disk.
    ///
    /// A draft is an event without `id` and `recordedAt`; where it names other events it may do so by position ("#17").
    /// `expecting` is the last position that the caller has seen of the family, or of each family: another one is a
    /// conflict. A draft whose `key` was used before is the same event again, if it says the same.
    package func file(
        _ drafts: [JSONObject], by recorder: String, at now: Instant, expecting: Int? = nil
    ) throws -> [Receipt] {
        try write { db, projector in
            let clerk = Clerk(
                db: db, schema: projector.schema, form: EventForm(parties: try Self.parties(db)))
            let log = Log(db)
            var head = try log.head()
            var isFirst = true
            return try drafts.map { draft in
                var fields = try Self.withIDs(draft, log)
                if fields["recordedBy"] == nil { fields["recordedBy"] = .string(recorder) }
                for key in ["id", "recordedAt"] where fields[key] != nil {
                    throw FilingError.notAllowed(
                        key: key, kind: "event to be recorded", because: "recording gives it")
                }
                if let key = fields["key"]?.string, let position = try log.position(ofKey: key) {
                    return try Self.repeated(fields, key, position, log)
                }
                let event = Event(fields)
                if isFirst, let expecting { try Self.expect(expecting, event.dispute, db, projector.schema) }
                isFirst = false
                let recordedAt = try Self.time(now, after: head)
                try projector.settle(DisputeID.family(of: event.dispute), db)
                try clerk.check(event, at: recordedAt)
                let receipt = try Self.append(event, at: head.position &+ 1, recordedAt, log, db, projector)
                head = Log.Head(position: receipt.position, recordedAt: recordedAt.milliseconds)
                return receipt
            }
        }
    }

    /// Registers a party of the keeper's own, as an event of the log itself, so that it goes where the log goes.
    package func register(
        _ party: RegisteredParty, by recorder: String, at now: Instant
    ) throws -> Receipt {
        try write { db, projector in
            let log = Log(db)
            let head = try log.head()
            var details = JSONObject([("code", .string(party.code)), ("name", .string(party.name))])
            if !party.aliases.isEmpty { details["aliases"] = .array(party.aliases.map { .string($0) }) }
            let event = Event([
                ("kind", "party-registered"), ("recordedBy", .string(recorder)),
                ("details", .object(details)),
            ])
            return try Self.append(
                event, at: head.position &+ 1, Self.time(now, after: head), log, db, projector)
        }
    }

    /// The time of recording: now, and never earlier than that of the event before.
    private static func time(_ now: Instant, after head: Log.Head) throws -> Instant {
        let time = max(now, Instant(kept: head.recordedAt))
        // A column that was tampered with must not get into the text of the next event.
        guard Instant(time.description) == time else {
            throw LogError.damaged(path: "The log", reason: "the time of #\(head.position) is no instant")
        }
        return time
    }

    private static func append(
        _ event: Event, at position: Int, _ recordedAt: Instant, _ log: Log, _ db: Database,
        _ projector: Projector
    ) throws -> Receipt {
        var random = SystemRandomNumberGenerator()
        let id = EventID(
            milliseconds: recordedAt.milliseconds, random: (random.next(), random.next()))
        var event = event
        event.fields["id"] = .string(id.description)
        event.fields["recordedAt"] = .string(recordedAt.description)
        try log.append(
            Log.Entry(
                id: id.bytes, stream: event.stream, recordedAt: recordedAt.milliseconds, key: event.key,
                text: event.text), at: position)
        try projector.take(event, at: position, db)
        return Receipt(position: position, id: id.description, recordedAt: recordedAt, isRepeated: false)
    }

    private static func expect(_ expected: Int, _ dispute: String, _ db: Database, _ schema: ProjectionSchema)
        throws
    {
        let last = try FamilyStore(db: db, schema: schema).positions(
            of: DisputeID.family(of: dispute), through: .max
        ).last
        guard last ?? 0 == expected else { throw LogError.stale(expected: expected, found: last ?? 0) }
    }

    /// The event that was filed under this key, if it says what the draft says.
    private static func repeated(_ fields: JSONObject, _ key: String, _ position: Int, _ log: Log) throws
        -> Receipt
    {
        guard let filed = try log.text(at: position).flatMap({ Event(text: $0) }),
            let recordedAt = filed.recordedAt
        else { throw FilingError.keyTaken(key, position: position) }
        var (old, new) = (filed.fields, fields)
        for key in ["id", "recordedAt", "recordedBy"] {
            old[key] = nil
            new[key] = nil
        }
        guard old == new else { throw FilingError.keyTaken(key, position: position) }
        return Receipt(position: position, id: filed.id, recordedAt: recordedAt, isRepeated: true)
    }

    /// The draft with ids wherever it names events by their position.
    private static func withIDs(_ draft: JSONObject, _ log: Log) throws -> JSONObject {
        func id(_ reference: JSON) throws -> JSON {
            let position: Int? =
                switch reference {
                case .integer(let number): number
                case .string(let text): Int(text.hasPrefix("#") ? String(text.dropFirst()) : text)
                default: nil
                }
            guard let position else { return reference }
            guard let bytes = try log.id(at: position) else { return .string("#\(position)") }
            return .string(EventID(bytes: bytes).description)
        }
        var fields = draft
        for key in ["inResponseTo", "about"] {
            if let list = fields[key]?.array { fields[key] = .array(try list.map(id)) }
        }
        if let target = fields["target"] { fields["target"] = try id(target) }
        if var details = fields["details"]?.object, var replaced = details["fields"]?.object {
            for key in ["inResponseTo", "about"] {
                if let list = replaced[key]?.array { replaced[key] = .array(try list.map(id)) }
            }
            details["fields"] = .object(replaced)
            fields["details"] = .object(details)
        }
        return fields
    }
}

extension Event {
    fileprivate init(_ members: [(String, JSON)]) { self.init(JSONObject(members)) }
}
