import DisputeModel
import EventLog
import Projections

extension Casebook {
    package func keys() throws -> LogKeys { try store.read { try LogKeys($0) } }

    /// Signs what the log holds now. `signer` finds the key that belongs to the log's current one.
    package func signCheckpoint(_ signer: (LogKeys) throws -> Signer) throws -> Checkpoint {
        try store.write { db in
            let keys = try LogKeys(db)
            let signer = try signer(keys)
            let checkpoint = try keys.sign(db, with: [signer.key], signer.memory)
            try signer.memory.add(checkpoint)
            return checkpoint
        }
    }

    /// Throws where nothing may be signed because more was signed before than the log holds.
    package func checkNotRolledBack(_ signer: (LogKeys) throws -> Signer) throws {
        try store.read { try Checkpoints($0).checkNotRolledBack(signer(LogKeys($0)).memory) }
    }

    /// Adds a key, which signs from now on: files an event that says so, and a checkpoint over it that is signed with the
    /// key before and with the new one. So who trusts the one has reason to trust the other.
    package func add(
        _ new: SigningKey, by recorder: String, at now: Instant, _ signer: (LogKeys) throws -> Signer
    ) throws -> Checkpoint {
        let (checkpoint, memory) = try write { db, projector in
            let keys = try LogKeys(db)
            let signer = try signer(keys)
            try Checkpoints(db).checkNotRolledBack(signer.memory)
            var session = try FilingSession(db, projector, at: now, random: random)
            _ = try session.fileOfLog(LogKeys.kind, keys.details(adding: new.verifierKey), by: recorder)
            return (try LogKeys(db).sign(db, with: [signer.key, new], signer.memory), signer.memory)
        }
        // The event that adds the key is signed too, and is not durable before this.
        try memory.add(checkpoint)
        return checkpoint
    }
}
