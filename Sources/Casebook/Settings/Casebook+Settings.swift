import Answers
import DisputeModel
import EventLog

extension Casebook {
    /// The log's settings.
    package func settings() throws -> LogSettings {
        try store.read { db in
            let settings = try Log(db).settings()
            return LogSettings(name: settings["name"], own: settings["self"], marking: settings["marking"])
        }
    }

    /// Sets the log's own party; nil removes the setting.
    package func setOwnParty(_ party: Party?) throws { try set("self", party?.reference) }

    /// Sets the marking that events get if none is named; nil removes the setting.
    package func setMarking(_ marking: Marking?) throws { try set("marking", marking?.rawValue) }

    /// Whether others may know the log by its name: a checkpoint has been signed, or a key has been added.
    package func isNameInUse() throws -> Bool {
        try store.read { db in try Checkpoints(db).last() != nil || LogKeys(db).added.count > 1 }
    }

    /// Sets the log's name and founding key, whose name is the log's.
    package func rename(to key: VerifierKey) throws {
        guard !store.isCopy else { throw SharedLogError.nameIsShared }
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
