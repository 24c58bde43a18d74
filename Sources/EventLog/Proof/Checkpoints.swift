import SQLite

/// The table of a log's signed checkpoints, inside one transaction.
package struct Checkpoints {
    private let db: Database

    /// Reads and writes on a connection; the caller opens the transaction.
    package init(_ db: Database) { self.db = db }

    /// A stored checkpoint. Its text has not been checked.
    package struct Kept: Sendable {
        /// 1, 2, 3 … in the order of signing.
        package let number: Int
        /// How many events the checkpoint covers, according to its row.
        package let size: Int
        /// The signed note.
        package let text: String
    }

    /// All checkpoints in the order of signing; none if the table has been dropped.
    package func all() throws -> [Kept] { try rows("ORDER BY number") }

    /// The checkpoint that was signed last.
    package func last() throws -> Kept? { try rows("ORDER BY number DESC LIMIT 1").first }

    /// The latest checkpoint that covers the event at this position.
    package func last(covering position: Int) throws -> Kept? {
        try rows("WHERE size >= ? ORDER BY number DESC LIMIT 1", [.number(position)]).first
    }

    /// Stores a checkpoint. Signing the same state again gives the same text, which is stored once.
    package func keep(_ checkpoint: Checkpoint) throws {
        if try !db.hasTable("checkpoint") { try db.execute(LogSchema.checkpoint) }
        guard try last()?.text != checkpoint.text else { return }
        try db.execute(
            "INSERT INTO checkpoint SELECT coalesce(max(number), 0) + 1, ?, ? FROM checkpoint",
            [.number(checkpoint.size), .text(checkpoint.text)])
    }

    /// Signs a checkpoint of the log's current state and stores it.
    ///
    /// The root is computed from the texts: the events since the last checkpoint are hashed again, and the
    /// earlier ones are covered by the last checkpoint's signature. So a new checkpoint always continues the
    /// previous one (tlog-checkpoint, "Signatures").
    ///
    /// - Parameters:
    ///   - origin: the name of the log, which becomes the first line of the checkpoint.
    ///   - keys: the keys that sign. One of them must have signed the last checkpoint too: the keys that the
    ///     log itself names do not count, because anybody who can write to the log can change them.
    ///   - memory: the roots that were signed before, stored outside the log. The caller adds the new root to
    ///     it after the events are durable, because otherwise they could never be signed again, and before
    ///     the checkpoint is published.
    ///   - isLost: whether the log acknowledges that the events under a root are lost.
    ///   - look: is called with each text that no checkpoint covers yet, and throws if the text must not be
    ///     signed. The bytes are valid until it returns.
    /// - Throws: `LogError.rolledBack` if more events were signed than the log has; `.damaged` if the log
    ///   does not match what was signed, or a text does not match its hash.
    package func sign(
        origin: String, with keys: [SigningKey], memory: SignedRoots,
        except isLost: (_ size: Int, _ root: TreeHash.Digest) -> Bool = { _, _ in false },
        look: (_ position: Int, _ text: UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws -> Checkpoint {
        let log = Log(db)
        let size = try log.head().position
        try checkNotRolledBack(memory, except: isLost)
        if let earlier = try memory.greatest(upTo: size, except: isLost),
            try log.root(size: earlier.size) != earlier.root
        {
            throw LogError.damaged(
                reason: "it is not what was signed when it had \(earlier.size) events")
        }
        var (subtrees, from) = (CompactRange(), 0)
        if let last = try last() {
            guard let checkpoint = Checkpoint(last.text),
                !checkpoint.signers(among: keys.map(\.verifierKey)).isEmpty, checkpoint.size <= size,
                case let held = try Tiles.subtrees(db, of: 0..<checkpoint.size), held.root == checkpoint.root
            else {
                throw LogError.damaged(
                    reason: "it does not continue its last checkpoint, of \(last.size) events"
                )
            }
            (subtrees, from) = (held, checkpoint.size)
        }
        var expected = from
        try LogAudit(db).forEachRow(from: from + 1) { row in
            expected += 1
            let leaf = TreeHash.leaf(row.text)
            guard row.position == expected, leaf.elementsEqual(row.hash), !row.isMisread else {
                throw LogError.damaged(reason: "#\(expected) is not what was recorded")
            }
            try look(row.position, row.text)
            subtrees.append(leaf)
        }
        let checkpoint = try Checkpoint(origin: origin, size: size, root: subtrees.root, signedBy: keys)
        try keep(checkpoint)
        return checkpoint
    }

    /// Throws `LogError.rolledBack` if more events were signed than the log has. Such a log is an older copy,
    /// and signing events added to it would vouch for two different logs.
    ///
    /// - Parameters:
    ///   - memory: the roots that were signed before.
    ///   - isLost: whether the log acknowledges that the events under a root are lost.
    package func checkNotRolledBack(
        _ memory: SignedRoots,
        except isLost: (_ size: Int, _ root: TreeHash.Digest) -> Bool = { _, _ in false }
    ) throws {
        let size = try Log(db).head().position
        let signed = try max(memory.greatest(except: isLost)?.size ?? 0, last()?.size ?? 0)
        guard signed <= size else { throw LogError.rolledBack(events: size, signed: signed) }
    }

    private func rows(_ clauses: String, _ cells: [Cell] = []) throws -> [Kept] {
        try db.unlessMissing("checkpoint") {
            try PreparedStatement(db, "SELECT number, size, text FROM checkpoint \(clauses)", cells).all {
                Kept(number: $0.number(0), size: $0.number(1), text: $0.wholeText(2))
            }
        } ?? []
    }
}
