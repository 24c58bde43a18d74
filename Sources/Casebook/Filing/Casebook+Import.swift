import CanonicalJSON
import DisputeModel
import EventLog

extension Casebook {
    /// What came of an import.
    package struct Import: Sendable, Equatable {
        package internal(set) var added = 0
        /// Events that were there already.
        package internal(set) var known = 0
        /// Keys of the other log, which sign nothing here.
        package internal(set) var keys = 0
    }

    /// Files the events of another log as new ones of this log: all of them or none.
    ///
    /// They get new ids and are recorded now; where they name each other, they name the new ones. An event without a key
    /// gets one that is made of its id, or of its text where it has no id, so that the same line is never added twice; nor
    /// is an event that is in this log under its own id.
    package func take(
        next: () throws -> JSONObject?, by recorder: String, at now: Instant, isDryRun: Bool = false
    ) throws -> Import {
        var result = Import()
        do {
            try write { db, projector in
                var session = try FilingSession(db, projector, at: now, random: random)
                var newIDs: [String: String] = [:]
                while let line = try next() {
                    let id = line["id"]?.string
                    if let id,
                        let known = try EventID(id).flatMap({ try session.log.position(ofID: $0.bytes) }),
                        try session.log.text(at: known) == JSON.object(line).canonical
                    {
                        result.known += 1
                        continue
                    }
                    if line["kind"] == .string(LogKeys.kind), line["dispute"] == nil {
                        result.keys += 1
                        continue
                    }
                    var draft = line.renaming(newIDs)
                    draft["id"] = nil
                    draft["recordedAt"] = nil
                    if draft["key"] == nil { draft["key"] = .string(Self.key(of: line)) }
                    if let receipt = try session.take(draft, by: recorder) {
                        if let id { newIDs[id] = receipt.id }
                        if receipt.isRepeated { result.known += 1 } else { result.added += 1 }
                    } else {
                        result.known += 1
                    }
                }
                if isDryRun { throw DryRun() }
            }
        } catch is DryRun {}
        return result
    }

    private static func key(of line: JSONObject) -> String {
        if let id = line["id"]?.string { return "import:\(id)" }
        let hash = TreeHash.leaf(JSON.object(line).canonical).prefix(16)
        return "import:" + hash.hexadecimal
    }

    /// Takes back all that was written.
    private struct DryRun: Error {}
}

extension FilingSession {
    /// nil for a party that is registered so already.
    fileprivate mutating func take(_ draft: JSONObject, by recorder: String) throws -> Casebook.Receipt? {
        guard draft["kind"] == "party-registered", draft["dispute"] == nil else {
            return try file(draft, by: recorder).0
        }
        guard let party = Event(draft).registeredParty else {
            throw FilingError.missing(key: "details.code", kind: "party-registered")
        }
        if let key = draft["key"]?.string, try log.position(ofKey: key) != nil { return nil }
        if let known = parties.party(code: party.code), known.name == party.name,
            known.aliases == party.aliases
        {
            return nil
        }
        return try register(party, by: draft["recordedBy"]?.string ?? recorder, key: draft["key"]?.string)
    }
}

extension JSONObject {
    /// With the new ids of events in place of their old ones.
    fileprivate func renaming(_ ids: [String: String]) -> JSONObject {
        func renamed(_ value: JSON) -> JSON { value.string.flatMap { ids[$0] }.map { .string($0) } ?? value }
        var object = self
        for key in ["inResponseTo", "about"] {
            if let list = object[key]?.array { object[key] = .array(list.map(renamed)) }
        }
        if let target = object["target"] { object["target"] = renamed(target) }
        if var details = object["details"]?.object, let fields = details["fields"]?.object {
            details["fields"] = .object(fields.renaming(ids))
            object["details"] = .object(details)
        }
        return object
    }
}
