import CanonicalJSON
import SQLite

/// The log inside one transaction: reads events and settings, appends events, computes roots of the tree.
package struct Log {
    let db: Database

    /// Reads and appends on a connection; the caller opens the transaction.
    package init(_ db: Database) { self.db = db }

    /// An event to be appended.
    package struct Entry {
        /// The event's id, 16 bytes.
        package let id: [UInt8]
        /// The name of the dispute, or `.log` for an event that concerns the log itself.
        package let stream: String
        /// Milliseconds since 1970.
        package let recordedAt: Int
        /// The idempotency key, if the event has one: appending a second event with the same key fails.
        package let key: String?
        /// The event's canonical JSON.
        package let text: String

        package init(id: [UInt8], stream: String, recordedAt: Int, key: String?, text: String) {
            self.id = id
            self.stream = stream
            self.recordedAt = recordedAt
            self.key = key
            self.text = text
        }
    }

    /// The last event; `.empty` if the log has none.
    package func head() throws -> LogHead {
        try PreparedStatement(
            db, "SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1"
        ).first { LogHead(position: $0.number(0), recordedAt: $0.number(1)) } ?? .empty
    }

    /// Appends an event with its leaf hash, and stores the tiles of the tree that it completes.
    ///
    /// - Parameters:
    ///   - entry: the event.
    ///   - leaf: the event's leaf hash, if the caller has computed it.
    ///   - position: the event's position, which has to be one after the head.
    /// - Throws: `LogError.headMoved`, `.alreadyThere` or `.tooEarly` if the event does not continue the log.
    package func append(_ entry: Entry, leaf: TreeHash.Digest? = nil, at position: Int) throws {
        let insert = try PreparedStatement(db, "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)")
        try insert.bind(position, at: 1)
        try insert.bind(blob: entry.id, at: 2)
        try insert.bind(text: entry.stream, at: 3)
        try insert.bind(entry.recordedAt, at: 4)
        try insert.bind(text: entry.key, at: 5)
        var text = entry.text
        try text.withUTF8 { bytes in
            try insert.bind(blob: leaf ?? TreeHash.leaf(bytes), at: 6)
            do {
                try insert.binding(text: bytes, at: 7) { try insert.run() }
            } catch let error as SQLiteError where error.code == .constraint {
                throw try refusal(of: entry, at: position) ?? error
            }
        }
        // A foreign trigger could make SQLite ignore the insertion without an error.
        guard db.changesCount == 1 else {
            throw LogError.damaged(reason: "a trigger in it keeps #\(position) out")
        }
        try Tiles.complete(db, upTo: position)
    }

    /// Why the schema refused an event: the error to throw; nil if none of the known reasons holds.
    private func refusal(of entry: Entry, at position: Int) throws -> (any Error)? {
        let head = try head()
        guard head.position == position &- 1 else { return LogError.headMoved(to: head) }
        if let other = try self.position(ofID: entry.id)
            ?? entry.key.flatMap({ try self.position(ofKey: $0) })
        {
            return LogError.alreadyThere(position: other)
        }
        return entry.recordedAt < head.recordedAt ? LogError.tooEarly(after: head) : nil
    }

    /// The text of the event at this position; nil if there is none.
    package func text(at position: Int) throws -> String? {
        try find("SELECT text FROM event WHERE position = ?", position) { $0.textBeforeNUL(0) }
    }

    /// The stream of the event at this position; nil if there is none.
    package func stream(at position: Int) throws -> String? {
        try find("SELECT stream FROM event WHERE position = ?", position) { $0.textBeforeNUL(0) }
    }

    /// The recording time of the event at this position, in milliseconds since 1970; nil if there is none.
    package func recordedAt(at position: Int) throws -> Int? {
        try find("SELECT recorded_at FROM event WHERE position = ?", position) { $0.number(0) }
    }

    /// The id of the event at this position, 16 bytes; nil if there is none.
    package func id(at position: Int) throws -> [UInt8]? {
        try find("SELECT id FROM event WHERE position = ?", position) { Array($0.bytes(0)) }
    }

    /// The event at this position with its columns; nil if there is none.
    package func entry(at position: Int) throws -> Entry? {
        try find("SELECT id, stream, recorded_at, key, text FROM event WHERE position = ?", position) { row in
            Entry(
                id: Array(row.bytes(0)), stream: row.textBeforeNUL(1), recordedAt: row.number(2),
                key: row.isNull(3) ? nil : row.textBeforeNUL(3), text: row.textBeforeNUL(4))
        }
    }

    private func find<Value>(
        _ sql: String, _ position: Int, _ read: (borrowing PreparedStatement) -> Value
    ) throws -> Value? {
        let statement = try PreparedStatement(db, sql)
        try statement.bind(position, at: 1)
        return try statement.first(read)
    }

    /// The position of the event with this id; nil if there is none.
    package func position(ofID id: [UInt8]) throws -> Int? {
        let statement = try PreparedStatement(db, "SELECT position FROM event WHERE id = ?")
        try statement.bind(blob: id, at: 1)
        return try statement.first { $0.number(0) }
    }

    /// The position of the event with this key; nil if there is none.
    package func position(ofKey key: String) throws -> Int? {
        let statement = try PreparedStatement(db, "SELECT position FROM event WHERE key = ?")
        try statement.bind(text: key, at: 1)
        return try statement.first { $0.number(0) }
    }

    /// The position of the last of the next `count` events after `position`, up to and including `limit`; nil
    /// if there are none. The rows are counted, because in a log that was tampered with there may be large
    /// gaps between positions.
    package func last(of count: Int, after position: Int, through limit: Int) throws -> Int? {
        try PreparedStatement(
            db,
            """
            SELECT max(position) FROM (
                SELECT position FROM event WHERE position > ? AND position <= ? ORDER BY position LIMIT ?)
            """, [.number(position), .number(limit), .number(count)]
        ).first { $0.optionalNumber(0) } ?? nil
    }

    /// The position of the last event recorded at or before `time` (milliseconds since 1970); 0 if there is
    /// none. Recording times never decrease along the log, so this is a binary search.
    package func position(recordedBy time: Int) throws -> Int {
        var low = 0
        var high = try head().position
        while low < high {
            // The upper middle, computed without overflow: in a log that was tampered with, positions can be
            // as large as `Int.max`.
            let middle = high - (high - low) / 2
            if try recordedAt(at: middle) ?? .max <= time { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Calls `body` for the texts of a range in order, until it returns false. Memory use does not grow with
    /// the log.
    package func forEach(
        from first: Int = 1, through last: Int = .max,
        _ body: (_ position: Int, _ stream: String, _ text: String) throws -> Bool
    ) throws {
        let rows = try PreparedStatement(
            db,
            "SELECT position, stream, text FROM event WHERE position >= ? AND position <= ? ORDER BY position"
        )
        try rows.bind(first, at: 1)
        try rows.bind(last, at: 2)
        while try rows.step() {
            guard try body(rows.number(0), rows.textBeforeNUL(1), rows.textBeforeNUL(2)) else { return }
        }
    }

    /// Calls `body` for the texts of a range in order, as UTF-8, until it returns false. The bytes are valid
    /// until `body` returns.
    package func forEachText(
        from first: Int = 1, through last: Int = .max,
        _ body: (_ position: Int, _ text: UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        let rows = try PreparedStatement(
            db, "SELECT position, text FROM event WHERE position >= ? AND position <= ? ORDER BY position")
        try rows.bind(first, at: 1)
        try rows.bind(last, at: 2)
        while try rows.step() {
            guard try body(rows.number(0), rows.bytesBeforeNUL(1)) else { return }
        }
    }

    /// Calls `body` with the UTF-8 bytes of one text, which are valid until it returns. Returns nil if there
    /// is no such event.
    package func withText<Result>(
        at position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result? {
        let statement = try PreparedStatement(db, "SELECT text FROM event WHERE position = ?")
        try statement.bind(position, at: 1)
        defer { statement.reset() }
        return try statement.step() ? body(statement.bytesBeforeNUL(0)) : nil
    }

    /// Calls `body` for the texts at these positions, in the given order. Positions without an event are
    /// skipped. The bytes are valid until `body` returns.
    package func forEach(
        at positions: some Collection<Int>,
        _ body: (_ position: Int, _ text: UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        let statement = try PreparedStatement(db, "SELECT text FROM event WHERE position = ?")
        for position in positions {
            try statement.bind(position, at: 1)
            defer { statement.reset() }
            if try statement.step() { try body(position, statement.bytesBeforeNUL(0)) }
        }
    }

    /// The positions of the events from `first` to `last`, in log order, grouped by a value that is computed
    /// from the stream.
    package func positions<Group: Hashable>(
        from first: Int = 1, through last: Int = .max, by group: (_ stream: String) -> Group
    ) throws -> [Group: [Int]] {
        var positions: [Group: [Int]] = [:]
        let rows = try PreparedStatement(
            db, "SELECT position, stream FROM event WHERE position BETWEEN ? AND ? ORDER BY position")
        try rows.bind(first, at: 1)
        try rows.bind(last, at: 2)
        while try rows.step() {
            positions[group(rows.textBeforeNUL(1)), default: []].append(rows.number(0))
        }
        return positions
    }

    /// The texts of the `.log` stream, which concern the log itself, such as parties and keys that have been
    /// added.
    package func textsOfLog() throws -> [(position: Int, text: String)] {
        try PreparedStatement(
            db, "SELECT position, text FROM event WHERE stream = '.log' ORDER BY position"
        ).all { ($0.number(0), $0.textBeforeNUL(1)) }
    }

    /// Rebuilds the stored tiles of the tree if some are missing.
    package func mendTree() throws { try Tiles.mend(db, upTo: head().position) }

    /// Rebuilds the stored tiles if those at the end of the log are missing, which is quick to check. A gap
    /// further back only makes roots slower to compute; a replay closes it.
    package func mendTreeAtEnd() throws {
        let size = try head().position
        if try !Tiles.reachEnd(db, of: size) { try Tiles.mend(db, upTo: size) }
    }

    /// The root of the tree over the first `size` events, computed from the stored leaf hashes and tiles.
    ///
    /// - Throws: `LogError.damaged` if an event or its hash is missing.
    package func root(size: Int) throws -> TreeHash.Digest { try root(of: 0..<size) }

    /// The root over a range of events that are numbered from 0, as `TreeProof` asks for it.
    package func root(of run: Range<Int>) throws -> TreeHash.Digest { try Tiles.subtrees(db, of: run).root }

    // MARK: Settings

    /// The value of a setting; nil if it is not set, or the table has been dropped.
    package func setting(_ name: String) throws -> String? {
        try db.unlessMissing("setting") {
            try PreparedStatement(db, "SELECT value FROM setting WHERE name = ?", [.text(name)])
                .first { $0.wholeText(0) }
        } ?? nil
    }

    /// All settings; none if the table has been dropped.
    package func settings() throws -> [String: String] {
        let rows = try db.unlessMissing("setting") {
            try PreparedStatement(db, "SELECT name, value FROM setting").all {
                ($0.wholeText(0), $0.wholeText(1))
            }
        }
        return Dictionary(rows ?? [], uniquingKeysWith: { first, _ in first })
    }

    /// Deletes a setting.
    package func unset(_ name: String) throws {
        try db.execute("DELETE FROM setting WHERE name = ?", [.text(name)])
    }

    /// Stores or replaces a setting.
    package func set(_ name: String, _ value: String) throws {
        try db.execute(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            [.text(name), .text(value)])
    }
}
