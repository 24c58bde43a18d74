import CanonicalJSON
import SQLite

/// The log as seen inside one transaction.
package struct Log {
    let db: Database

    package init(_ db: Database) { self.db = db }

    /// An event on its way into the log.
    package struct Entry {
        package let id: [UInt8]
        package let stream: String
        package let recordedAt: Int
        package let key: String?
        package let text: String

        package init(id: [UInt8], stream: String, recordedAt: Int, key: String?, text: String) {
            self.id = id
            self.stream = stream
            self.recordedAt = recordedAt
            self.key = key
            self.text = text
        }
    }

    package func head() throws -> LogHead {
        try PreparedStatement(
            db, "SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1"
        ).first { LogHead(position: $0.number(0), recordedAt: $0.number(1)) } ?? .empty
    }

    /// Adds an event at the end, with its leaf hash and whatever it completes of the tree.
    ///
    /// - Parameter leaf: its leaf hash, where that is known.
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
        // A trigger that somebody has put in could have it passed over without a word.
        guard db.changesCount == 1 else {
            throw LogError.damaged(path: "The log", reason: "a trigger in it keeps #\(position) out")
        }
        try Tiles.complete(db, upTo: position)
    }

    /// Why an event does not continue the log; nil where it does.
    private func refusal(of entry: Entry, at position: Int) throws -> (any Error)? {
        let head = try head()
        guard head.position == position &- 1 else { return LogError.movedOn(to: head) }
        if let other = try self.position(ofID: entry.id)
            ?? entry.key.flatMap({ try self.position(ofKey: $0) })
        {
            return LogError.alreadyThere(position: other)
        }
        return entry.recordedAt < head.recordedAt ? LogError.tooEarly(after: head) : nil
    }

    package func text(at position: Int) throws -> String? {
        try find("SELECT text FROM event WHERE position = ?", position) { $0.textBeforeNUL(0) }
    }

    package func stream(at position: Int) throws -> String? {
        try find("SELECT stream FROM event WHERE position = ?", position) { $0.textBeforeNUL(0) }
    }

    /// Milliseconds since 1970.
    package func recordedAt(at position: Int) throws -> Int? {
        try find("SELECT recorded_at FROM event WHERE position = ?", position) { $0.number(0) }
    }

    package func id(at position: Int) throws -> [UInt8]? {
        try find("SELECT id FROM event WHERE position = ?", position) { Array($0.bytes(0)) }
    }

    private func find<Value>(
        _ sql: String, _ position: Int, _ read: (borrowing PreparedStatement) -> Value
    ) throws -> Value? {
        let statement = try PreparedStatement(db, sql)
        try statement.bind(position, at: 1)
        return try statement.first(read)
    }

    package func position(ofID id: [UInt8]) throws -> Int? {
        let statement = try PreparedStatement(db, "SELECT position FROM event WHERE id = ?")
        try statement.bind(blob: id, at: 1)
        return try statement.first { $0.number(0) }
    }

    package func position(ofKey key: String) throws -> Int? {
        let statement = try PreparedStatement(db, "SELECT position FROM event WHERE key = ?")
        try statement.bind(text: key, at: 1)
        return try statement.first { $0.number(0) }
    }

    /// The last of so many events after a position, and none beyond another; nil where there are none. Counted and not
    /// reckoned: in a log that was tampered with the next event may stand very far away.
    package func last(of count: Int, after position: Int, through limit: Int) throws -> Int? {
        try PreparedStatement(
            db,
            """
            SELECT max(position) FROM (
                SELECT position FROM event WHERE position > ? AND position <= ? ORDER BY position LIMIT ?)
            """, [.number(position), .number(limit), .number(count)]
        ).first { $0.optionalNumber(0) } ?? nil
    }

    /// The last event recorded at this time (milliseconds since 1970) or before; 0 where there is none. Times never
    /// decrease along the log, so it is found by halving.
    package func position(recordedBy time: Int) throws -> Int {
        var low = 0
        var high = try head().position
        while low < high {
            // The upper middle; positions may be as great as numbers get, in a log that was tampered with.
            let middle = high - (high - low) / 2
            if try recordedAt(at: middle) ?? .max <= time { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Goes through the texts in order, one at a time; memory does not grow with the log. Ends where `body` says false.
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

    /// Goes through the texts in order, as bytes, which hold until `body` returns. Ends where `body` says false.
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

    /// Gives the bytes of one text, which hold until `body` returns; nil where there is no such event.
    package func withText<Result>(
        at position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result? {
        let statement = try PreparedStatement(db, "SELECT text FROM event WHERE position = ?")
        try statement.bind(position, at: 1)
        defer { statement.reset() }
        return try statement.step() ? body(statement.bytesBeforeNUL(0)) : nil
    }

    /// Goes through the texts at these positions, in their order; those that are not there are passed over. The bytes hold
    /// until `body` returns.
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

    /// The positions of the events from `first` to `last`, in order, gathered from all streams that are of one group.
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

    /// The texts that concern the log itself: parties and keys that its keeper has added.
    package func textsOfLog() throws -> [(position: Int, text: String)] {
        try PreparedStatement(
            db, "SELECT position, text FROM event WHERE stream = '.log' ORDER BY position"
        ).all { ($0.number(0), $0.textBeforeNUL(1)) }
    }

    /// Draws what is kept of the tree anew where some of it is missing.
    package func mendTree() throws { try Tiles.mend(db, upTo: head().position) }

    /// The same where it is missing at the log's end, which takes no time to see. A gap before that makes things slower and
    /// no different; a replay closes it.
    package func mendTreeAtEnd() throws {
        let size = try head().position
        if try !Tiles.reachEnd(db, of: size) { try Tiles.mend(db, upTo: size) }
    }

    /// The root of the tree over the first `size` events, from the hashes beside them.
    package func root(size: Int) throws -> TreeHash.Digest { try root(of: 0..<size) }

    /// The root over a run of events as `TreeProof` asks for it, numbered from 0.
    package func root(of run: Range<Int>) throws -> TreeHash.Digest { try Tiles.subtrees(db, of: run).root }

    // MARK: Settings

    package func setting(_ name: String) throws -> String? {
        try db.unlessMissing("setting") {
            try PreparedStatement(db, "SELECT value FROM setting WHERE name = ?", [.text(name)])
                .first { $0.wholeText(0) }
        } ?? nil
    }

    /// None where somebody has thrown out the table.
    package func settings() throws -> [String: String] {
        let rows = try db.unlessMissing("setting") {
            try PreparedStatement(db, "SELECT name, value FROM setting").all {
                ($0.wholeText(0), $0.wholeText(1))
            }
        }
        return Dictionary(rows ?? [], uniquingKeysWith: { first, _ in first })
    }

    package func unset(_ name: String) throws {
        try db.execute("DELETE FROM setting WHERE name = ?", [.text(name)])
    }

    package func set(_ name: String, _ value: String) throws {
        try db.execute(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            [.text(name), .text(value)])
    }
}
