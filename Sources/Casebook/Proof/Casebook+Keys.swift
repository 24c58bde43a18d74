import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The keys that the log's checkpoints are signed with.
    package func keys() throws -> LogKeys { try store.read { try LogKeys($0) } }

    /// Signs a checkpoint of the log as it is now. A post's copy is brought up to date first, and the server gets the
    /// checkpoint too.
    ///
    /// Throws `LogError` if the log is damaged, or older than what was signed before.
    ///
    /// - Parameter signer: finds the private key that belongs to the log's current key.
    package func signCheckpoint(_ signer: (LogKeys) throws -> Signer) throws -> Checkpoint {
        guard store.isCopy, let post else { return try signHere(signer) }
        return try store.inTurn {
            do {
                let state = try post.catchUp(self)
                let checkpoint = try signHere(signer)
                try post.exchangeCheckpoints(self, mayAppend: state.mayAppend)
                return checkpoint
            } catch SharedLogError.unreachable {
                // The next `sync` sends it.
                return try signHere(signer)
            }
        }
    }

    private func signHere(_ signer: (LogKeys) throws -> Signer) throws -> Checkpoint {
        try store.write { db in
            let keys = try LogKeys(db)
            let signer = try signer(keys)
            let checkpoint = try keys.sign(db, with: [signer.key], signer.memory)
            try signer.memory.add(checkpoint)
            return checkpoint
        }
    }

    /// Throws if more has been signed than the log holds: the file is then an older copy, and must not be signed.
    package func checkNotRolledBack(_ signer: (LogKeys) throws -> Signer) throws {
        try store.read { db in
            try Checkpoints(db).checkNotRolledBack(
                signer(LogKeys(db)).memory, except: AcknowledgedLosses(db).contains)
        }
    }

    /// Adds a key, which signs from now on. Records an event that says so, and a checkpoint over it that is signed with
    /// both the previous key and the new one. So a reader who trusts the previous key can trust the new one.
    package func add(
        _ new: SigningKey, by recorder: String, at now: Instant, _ signer: (LogKeys) throws -> Signer
    ) throws -> Checkpoint {
        let (checkpoint, memory) = try filing(at: now, mayWait: false) { session in
            let db = session.db
            let keys = try LogKeys(db)
            let signer = try signer(keys)
            try Checkpoints(db).checkNotRolledBack(signer.memory, except: AcknowledgedLosses(db).contains)
            _ = try session.fileOfLog(LogKeys.kind, keys.details(adding: new.verifierKey), by: recorder)
            return (try LogKeys(db).sign(db, with: [signer.key, new], signer.memory), signer.memory)
        }
        // The checkpoint must be remembered only after the transaction: the event that adds the key is durable then.
        try memory.add(checkpoint)
        return checkpoint
    }
}
