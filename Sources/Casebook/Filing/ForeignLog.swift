import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// Imports the events of another log into this one.
struct ForeignLog {
    private var session: FilingSession
    private let recorder: String
    private let options: Casebook.ImportOptions
    private let positions: PositionsByID
    /// The other log's record, as far as its events have been imported. An event that could have been recorded there is
    /// accepted.
    private let theirRecord: GatheredRecord
    /// The positions here of events that have another id in the other log.
    private var places: [EventID: Int] = [:]

    init(session: FilingSession, recorder: String, options: Casebook.ImportOptions) {
        self.session = session
        self.recorder = recorder
        self.options = options
        positions = PositionsByID(session.log)
        let store = session.projector.store
        theirRecord = GatheredRecord(session.log, positions) { try store.number(of: $0) != nil }
    }

    /// Imports one line.
    ///
    /// - Parameter ownKey: the key of a line without an id, which comes from no log.
    mutating func file(_ line: JSONObject, _ ownKey: String?, _ result: inout Casebook.Import) throws {
        let given = Event(line)
        if [LogKeys.kind, LogKeys.lossKind].contains(given.kindName), line["dispute"] == nil {
            result.keys += 1
            return
        }
        var draft = try renamed(line)
        draft["id"] = nil
        draft["recordedAt"] = nil
        if given.fields["id"] != nil { try setOrigin(of: given, &draft) }
        if let dispute = draft["dispute"]?.string, let (theirs, ours) = renamed(dispute: dispute) {
            result.renamed.insert(theirs)
            draft["dispute"] = .string(ours)
        }
        draft = draft.withComposedParties

        if let position = try known(given, ownKey) {
            try pass(given, draft, at: position)
            result.known += 1
        } else if try isJoined(draft) {
            result.known += 1
            if let id = EventID(given.id), let dispute = draft["dispute"]?.string,
                let opening = try session.projector.store.number(of: dispute)
            {
                note(id, at: opening)
            }
        } else if try isRegisteredSo(draft) {
            result.known += 1
        } else {
            let receipt = try file(draft, given, ownKey)
            if let id = EventID(given.id) { note(id, at: receipt.position) }
            result.added += 1
        }
    }

    // MARK: What is here already

    /// The position of the same event in this log (section 1), found by its key, its id, or the id that either was
    /// first recorded with; nil if the event is new.
    ///
    /// - Parameter ownKey: the key of a line without an id, which comes from no log.
    private func known(_ event: Event, _ ownKey: String?) throws -> Int? {
        var found: [EventID] = [EventID(event.id), event.origin?.id].compactMap(\.self)
        if let key = event.key {
            if let position = try session.log.position(ofKey: key) { return position }
            // Version 0.1.0 stored the original id in the key of an imported event.
            if let id = Self.importedID(key) { found.append(id) }
        }
        if let ownKey { return try session.log.position(ofKey: ownKey) }
        for id in found { if let position = try position(of: id) { return position } }
        return nil
    }

    private func position(of id: EventID) throws -> Int? {
        try session.log.position(of: id) ?? session.projector.store.position(ofOrigin: id)
            ?? session.log.position(ofKey: Self.importKey + id.description)
    }

    static let importKey = "import:"

    static func importedID(_ key: String) -> EventID? {
        guard key.begins(with: importKey) else { return nil }
        return EventID(String(decoding: key.utf8.dropFirst(importKey.utf8.count), as: UTF8.self))
    }

    /// Skips an event that is in this log, and remembers its id there. Throws `FilingError` if the two differ.
    private mutating func pass(_ given: Event, _ draft: JSONObject, at position: Int) throws {
        guard let filed = try session.log.event(at: position) else { return }
        // The dispute may differ if it was renamed by an import.
        let ignored: Set<String> = filed.dispute == draft["dispute"]?.string ? [] : ["dispute"]
        if let (ours, theirs) = try EventDifference.words(
            session.log.numbered(filed.fields), session.log.numbered(draft), besides: ignored)
        {
            if let key = given.key, filed.fields["key"] == given.fields["key"] {
                throw FilingError.keyTaken(key, position: position, filed: ours, given: theirs)
            }
            throw FilingError.saysSomethingElse(position: position, filed: ours, given: theirs)
        }
        if let id = EventID(given.id) { note(id, at: position) }
        try theirRecord.apply(LoggedEvent(filed, at: position))
    }

    private mutating func note(_ id: EventID, at position: Int) {
        places[id] = position
        theirRecord.note(nextInFile: position)
    }

    /// Whether the draft opens a dispute that is open here and that the options join it to. Throws
    /// `FilingError.openedHere` if the dispute is open and the options do not say so.
    private func isJoined(_ draft: JSONObject) throws -> Bool {
        guard Event(draft).recordKind == .opening, let dispute = draft["dispute"]?.string,
            let position = try session.projector.store.number(of: dispute)
        else { return false }
        if options.disputes.values.contains(dispute) { return true }
        let ours = try session.log.event(at: position)
        throw FilingError.openedHere(
            dispute: dispute, theirs: Self.opening(Event(draft)), ours: ours.map(Self.opening) ?? "nothing")
    }

    /// Title and sides, for people.
    private static func opening(_ event: Event) -> String {
        let opening = Opening(event, position: 0)
        let sides = opening.sides.sides.map { side in
            "\(side.name): \(side.members.map(\.reference).joined(separator: ", "))"
        }
        return "\"\(opening.title)\" (\(sides.joined(separator: "; ")))"
    }

    /// Whether the draft registers a party that is registered here with the same name and aliases.
    private func isRegisteredSo(_ draft: JSONObject) throws -> Bool {
        guard draft["kind"] == "party-registered", draft["dispute"] == nil else { return false }
        guard let party = Event(draft).registeredParty else {
            throw FilingError.missing(key: "details.code", kind: "party-registered")
        }
        guard let known = session.parties.party(code: party.code) else { return false }
        return known.name == party.name && known.aliases == party.aliases
    }

    // MARK: What is new

    private mutating func file(_ draft: JSONObject, _ given: Event, _ ownKey: String?) throws
        -> Casebook.Receipt
    {
        var draft = draft
        let party = draft["dispute"] == nil ? Event(draft).registeredParty : nil
        guard given.fields["id"] != nil || given.origin != nil else {
            if draft["key"] == nil { draft["key"] = ownKey.map { .string($0) } }
            draft["origin"] = nil
            if let party { return try session.register(party, by: recorder, draft: draft) }
            return try session.file(new: draft, by: recorder)
        }
        draft["recordedBy"] = .string(recorder)
        guard let origin = Origin(draft["origin"]) else {
            throw FilingError.wrongType(
                key: "origin", expected: "an object with the id, recordedAt and recordedBy of another log")
        }
        if origin.recordedAt > session.now.inEarliestZone {
            throw FilingError.firstRecordedAhead(
                firstTime: origin.recordedAt, now: session.now)
        }
        if let party { return try session.register(party, by: recorder, draft: draft) }
        let event = Event(draft)
        try check(event, firstTime: origin.recordedAt)
        let receipt = try session.append(event)
        var filed = event
        filed.fields["id"] = .string(receipt.id)
        try theirRecord.apply(LoggedEvent(filed, at: receipt.position))
        return receipt
    }

    /// Checks that the event could have been recorded in its own log. That log may be only partly given, with the rest
    /// already here, so a record event is also accepted if this log's record allows it.
    private func check(_ event: Event, firstTime: Instant) throws {
        let form = EventForm(parties: session.parties)
        do {
            try FilingRules(form: form, record: theirRecord).check(event, firstTime: firstTime)
        } catch let error as FilingError {
            guard event.isRecord else { throw error }
            do { try session.rules.check(event, firstTime: firstTime) } catch is FilingError { throw error }
        }
    }

    /// Sets `origin`, unless the event has one: how the event was recorded in the other log.
    private func setOrigin(of given: Event, _ draft: inout JSONObject) throws {
        guard draft["origin"] == nil else { return }
        for key in ["recordedAt", "recordedBy"] where given.fields[key] == nil {
            throw FilingError.missing(key: key, kind: "event of another log")
        }
        draft["origin"] = Origin.first(of: given).map { .object($0) }
    }

    // MARK: Names

    /// The name under which a dispute's events are recorded here, and the entry of the options that applies; nil if the
    /// dispute keeps its name.
    private func renamed(dispute: String) -> (theirs: String, ours: String)? {
        if let ours = options.disputes[dispute] { return (dispute, ours) }
        // The longest matching name wins: the nearest dispute above.
        for (theirs, ours) in options.disputes.sorted(by: { $0.key.utf8.count > $1.key.utf8.count }) {
            if dispute.utf8.starts(with: (theirs + "/").utf8) {
                let rest = String(decoding: dispute.utf8.dropFirst(theirs.utf8.count), as: UTF8.self)
                return (theirs, ours + rest)
            }
        }
        return nil
    }

    /// The event with this log's ids in its references.
    private func renamed(_ line: JSONObject) throws -> JSONObject {
        func renamed(_ value: JSON) throws -> JSON {
            guard let id = value.string.flatMap({ EventID($0) }) else { return value }
            let own = try (places[id] ?? position(of: id)).flatMap { try session.log.eventID(at: $0) }
            return own.map { .string($0.description) } ?? value
        }
        return try Event(line).replacingReferences { reference, _ in try renamed(reference) }.fields
    }
}
