import Answers
import EventLog
import SQLite

/// Why a proof cannot be made.
package enum ProofError: Error, Equatable {
    /// No stored checkpoint covers the event, or the log as it is now.
    case noCheckpoint
    /// The given checkpoint is not signed with a key of this log.
    case notSigned
    /// The given checkpoint covers `size` events, fewer than the necessary number.
    case earlier(size: Int, than: Int)
    /// The log does not hold the events that the checkpoint of `size` events was signed for.
    case otherLog(size: Int)

    /// The error as one sentence for people.
    package var problem: String {
        switch self {
        case .noCheckpoint:
            "No signed checkpoint covers this."
        case .notSigned:
            "The checkpoint is not signed with a key of this log."
        case .earlier(let size, let wanted):
            "The checkpoint covers \(size) events, but must cover at least \(wanted)."
        case .otherLog(let size):
            "This log does not match the checkpoint of \(size) events: it was cut or rewritten."
        }
    }
}

extension Casebook {
    /// Proves that an event is in the log.
    ///
    /// Throws `QueryError.noEvent` if there is no such event, and `ProofError` if there is no proof.
    ///
    /// - Parameters:
    ///   - name: the event's position or id.
    ///   - given: the checkpoint that the proof refers to; nil for the last stored one that covers the event.
    package func inclusionProof(of name: String, under given: Checkpoint?) throws -> InclusionProof {
        try store.read { db in
            let (log, keys) = (Log(db), try LogKeys(db))
            guard let position = try Self.position(named: name, log), let text = try log.text(at: position)
            else { throw QueryError.noEvent(name) }
            guard
                let checkpoint = try given
                    ?? Checkpoints(db).last(covering: position).map({ try keys.read($0) })
            else { throw ProofError.noCheckpoint }
            try log.check(checkpoint, keys)
            guard checkpoint.size >= position else {
                throw ProofError.earlier(size: checkpoint.size, than: position)
            }
            let proof = InclusionProof(
                event: text, position: position,
                path: try TreeProof.inclusion(of: position - 1, size: checkpoint.size, root: log.root),
                checkpoint: checkpoint)
            // The path comes from stored hashes, so the proof is checked before it is returned.
            do { try proof.check(keys.all) } catch {
                throw LogError.damaged(reason: "#\(position) is not what was recorded")
            }
            return proof
        }
    }

    /// Proves that the log has only grown since an earlier checkpoint. Throws `ProofError` if there is no proof.
    ///
    /// - Parameters:
    ///   - earlier: a checkpoint of this log.
    ///   - given: the later checkpoint; nil for the last stored one.
    package func consistencyProof(from earlier: Checkpoint, to given: Checkpoint?) throws -> ConsistencyProof
    {
        try store.read { db in
            let (log, keys) = (Log(db), try LogKeys(db))
            try log.check(earlier, keys)
            guard let later = try given ?? Checkpoints(db).last().map({ try keys.read($0) }) else {
                throw ProofError.noCheckpoint
            }
            try log.check(later, keys)
            guard later.size >= earlier.size else {
                if given == nil { throw ProofError.noCheckpoint }
                throw ProofError.earlier(size: later.size, than: earlier.size)
            }
            let path = try TreeProof.consistency(from: earlier.size, to: later.size, root: log.root)
            return ConsistencyProof(path: path, earlier: earlier, later: later)
        }
    }

    /// Whether the last stored checkpoint covers the whole log.
    package func isSigned() throws -> Bool {
        try store.read { db in try Checkpoints(db).last()?.size == Log(db).head().position }
    }
}

extension LogKeys {
    fileprivate func read(_ kept: Checkpoints.Kept) throws -> Checkpoint {
        guard let checkpoint = Checkpoint(kept.text) else {
            throw LogError.damaged(reason: "checkpoint \(kept.number) cannot be read")
        }
        return checkpoint
    }
}

extension Log {
    /// Throws `ProofError` if the checkpoint is not one of this log.
    fileprivate func check(_ checkpoint: Checkpoint, _ keys: LogKeys) throws {
        guard !checkpoint.signers(among: keys.all).isEmpty else { throw ProofError.notSigned }
        guard try checkpoint.size <= head().position, try root(size: checkpoint.size) == checkpoint.root
        else {
            throw ProofError.otherLog(size: checkpoint.size)
        }
    }
}
