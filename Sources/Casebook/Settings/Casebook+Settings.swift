import Answers
import DisputeModel
import EventLog

extension Casebook {
    package func settings() throws -> LogSettings {
        try store.read { db in
            let settings = try Log(db).settings()
            return LogSettings(name: settings["name"], own: settings["self"], marking: settings["marking"])
        }
    }

    /// Sets the log's own party; nil takes it away.
    package func setOwnParty(_ party: Party?) throws { try set("self", party?.reference) }

    /// Sets the marking that is given where none is named; nil takes it away.
    package func setMarking(_ marking: Marking?) throws { try set("marking", marking?.rawValue) }

    /// Something has been signed in the log's name, or another key has been added: from then on others know it by it.
    package func isNameInUse() throws -> Bool {
        try store.read { db in try Checkpoints(db).last() != nil || LogKeys(db).added.count > 1 }
    }

    /// Gives the log a name, and the key that has it.
    package func rename(to key: VerifierKey) throws {
        try store.write { db in
            try Log(db).set("name", key.name)
            try Log(db).set("vkey", key.description)
        }
    }

    private func set(_ name: String, _ value: String?) throws {
        try store.write { db in
            if let value { try Log(db).set(name, value) } else { try Log(db).unset(name) }
        }
    }
}
