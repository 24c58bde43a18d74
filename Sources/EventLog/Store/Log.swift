import CanonicalJSON
import GRDB

/// The log as seen inside one transaction.
package struct Log {
    private let db: Database

    package init(_ db: Database) { self.db = db }

    /// The last event: its position and its time, milliseconds since 1970.
    package struct Head: Equatable, Sendable {
        package let position: Int
        package let recordedAt: Int
        package static let empty = Head(position: 0, recordedAt: .min)

        package init(position: Int, recordedAt: Int) {
            self.position = position
            self.recordedAt = recordedAt
        }
    }

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

    package func head() throws -> Head {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1"))
        else { return .empty }
        return Head(position: row.number(0), recordedAt: row.number(1))
    }

    /// Adds an event at the end, with its leaf hash and whatever it completes of the tree.
    package func append(_ entry: Entry, at position: Int) throws {
        try db.cachedStatement(sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)").execute(arguments: [
            position, Blob(entry.id), entry.stream, entry.recordedAt, entry.key,
            Blob(TreeHash.leaf(entry.text)), entry.text,
        ])
        // A trigger that somebody has put in could have it passed over without a word.
        guard db.changesCount == 1 else {
            throw LogError.damaged(path: "The log", reason: "a trigger in it keeps #\(position) out")
        }
        try Tiles.complete(db, upTo: position)
    }

    package func text(at position: Int) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT text FROM event WHERE position = ?"), arguments: [position])
    }

    package func stream(at position: Int) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT stream FROM event WHERE position = ?"), arguments: [position])
    }

    package func id(at position: Int) throws -> [UInt8]? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM event WHERE position = ?"), arguments: [position]
        )?.bytes(0)
    }

    package func position(ofID id: [UInt8]) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT position FROM event WHERE id = ?"), arguments: [Blob(id)])
    }

    package func position(ofKey key: String) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT position FROM event WHERE key = ?"), arguments: [key])
    }

    /// The last event recorded at this time (milliseconds since 1970) or before; 0 where there is none. Times never
    /// decrease along the log, so it is found by halving.
    package func position(recordedBy time: Int) throws -> Int {
        var low = 0
        var high = try head().position
        while low < high {
            // The upper middle; positions may be as great as numbers get, in a log that was tampered with.
            let middle = high - (high - low) / 2
            let recorded = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT recorded_at FROM event WHERE position = ?"),
                arguments: [middle])
            if (recorded ?? .max) <= time { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Goes through the texts in order, one at a time; memory does not grow with the log. Ends where `body` says false.
    package func forEach(
        from first: Int = 1, through last: Int = .max,
        _ body: (_ position: Int, _ stream: String, _ text: String) throws -> Bool
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT position, stream, text FROM event WHERE position >= ? AND position <= ? ORDER BY position",
            arguments: [first, last])
        while let row = try rows.next() {
            guard try body(row.number(0), row.textUnderCursor(1), row.textUnderCursor(2)) else { return }
        }
    }

    /// Goes through the texts at these positions, in their order; those that are not there are passed over.
    package func forEach(
        at positions: some Collection<Int>, _ body: (_ position: Int, _ text: String) throws -> Void
    ) throws {
        let list = JSON.array(positions.map { .integer($0) }).canonical
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT event.position, event.text FROM json_each(?) AS wanted
                    CROSS JOIN event ON event.position = wanted.value
                    """), arguments: [list])
        while let row = try rows.next() { try body(row.number(0), row.textUnderCursor(1)) }
    }

    /// The positions of each stream that holds events from `first` to `last`.
    package func positionsByStream(from first: Int = 1, through last: Int = .max) throws -> [String: [Int]] {
        var positions: [String: [Int]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT position, stream FROM event WHERE position BETWEEN ? AND ? ORDER BY position",
            arguments: [first, last])
        while let row = try rows.next() { positions[row.text(1), default: []].append(row.number(0)) }
        return positions
    }

    /// The texts that concern the log itself: parties and keys that its keeper has added.
    package func textsOfLog() throws -> [(position: Int, text: String)] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT position, text FROM event WHERE stream = '.log' ORDER BY position")
        ).map { ($0.number(0), $0.text(1)) }
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

    package func setting(_ name: String) throws -> String? { try settings()[name] }

    /// None where somebody has thrown out the table.
    package func settings() throws -> [String: String] {
        guard try db.hasTable("setting") else { return [:] }
        return try Dictionary(
            Row.fetchAll(db, sql: "SELECT CAST(name AS BLOB), CAST(value AS BLOB) FROM setting").map {
                ($0.wholeText(0), $0.wholeText(1))
            }, uniquingKeysWith: { first, _ in first })
    }

    package func set(_ name: String, _ value: String) throws {
        try db.execute(
            sql: "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            arguments: [name, value])
    }
}
