import SQLite

/// The checkpoints that were signed of a log, kept in it.
package struct Checkpoints {
    private let db: Database

    package init(_ db: Database) { self.db = db }

    /// A checkpoint's row, as it lies in the file.
    package struct Kept: Sendable {
        package let number: Int
        package let size: Int
        package let text: String
    }

    /// In the order in which they were signed. None where somebody has thrown out the table.
    package func all() throws -> [Kept] { try rows("ORDER BY number") }

    /// The last one that was signed.
    package func last() throws -> Kept? { try rows("ORDER BY number DESC LIMIT 1").first }

    /// The last one that vouches for the event at this position.
    package func last(covering position: Int) throws -> Kept? {
        try rows("WHERE size >= ? ORDER BY number DESC LIMIT 1", [.number(position)]).first
    }

    /// Signing the same again gives the same text, which is kept once.
    package func keep(_ checkpoint: Checkpoint) throws {
        if try !db.hasTable("checkpoint") { try db.execute(LogSchema.checkpoint) }
        guard try last()?.text != checkpoint.text else { return }
        try db.execute(
            "INSERT INTO checkpoint SELECT coalesce(max(number), 0) + 1, ?, ? FROM checkpoint",
            [.number(checkpoint.size), .text(checkpoint.text)])
    }

    /// Signs what the log holds now.
    ///
    /// What is signed is what the texts say: those since the last checkpoint are hashed anew, and those before it are held
    /// by its signature. So nothing is signed that does not continue what was signed before (tlog-checkpoint, "Signatures").
    ///
    /// - Parameters:
    ///   - keys: those that sign. One of them signed the last checkpoint, too: whom else the log names as its own, whoever
    ///     can write to it chooses.
    ///   - memory: what was signed before, whatever the log says. It has to learn what is signed now before anybody else
    ///     does, and not before the events are durable that are signed: they would never be signed again.
    ///   - look: is shown each text that no checkpoint covers so far, and throws where it must not be signed. The bytes hold
    ///     until it returns.
    package func sign(
        origin: String, with keys: [SigningKey], memory: SignedRoots,
        look: (_ position: Int, _ text: UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws -> Checkpoint {
        let log = Log(db)
        let size = try log.head().position
        try checkNotRolledBack(memory)
        if let earlier = try memory.greatest(upTo: size),
            try log.root(size: earlier.size) != earlier.root
        {
            throw LogError.damaged(
                path: "The log", reason: "it is not what was signed when it had \(earlier.size) events")
        }
        var (subtrees, from) = (CompactRange(), 0)
        if let last = try last() {
            guard let checkpoint = Checkpoint(last.text),
                !checkpoint.signers(among: keys.map(\.verifierKey)).isEmpty, checkpoint.size <= size,
                case let held = try Tiles.subtrees(db, of: 0..<checkpoint.size), held.root == checkpoint.root
            else {
                throw LogError.damaged(
                    path: "The log",
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
                throw LogError.damaged(path: "The log", reason: "#\(expected) is not what was filed")
            }
            try look(row.position, row.text)
            subtrees.append(leaf)
        }
        let checkpoint = try Checkpoint(origin: origin, size: size, root: subtrees.root, signedBy: keys)
        try keep(checkpoint)
        return checkpoint
    }

    /// Throws where more was signed than the log holds: then it is an older copy, and to sign what is filed in it would
    /// vouch for two logs.
    package func checkNotRolledBack(_ memory: SignedRoots) throws {
        let size = try Log(db).head().position
        let signed = try max(memory.greatest()?.size ?? 0, last()?.size ?? 0)
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
