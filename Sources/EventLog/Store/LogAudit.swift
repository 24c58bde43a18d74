import SQLite

/// The log's rows as they lie in the file, for whoever checks them against the texts.
package struct LogAudit {
    private let db: Database

    package init(_ db: Database) { self.db = db }

    /// A row's columns; the bytes hold until the next is asked for.
    package struct Row {
        package let position: Int
        package let id: UnsafeBufferPointer<UInt8>
        package let stream: String
        package let recordedAt: Int
        package let key: String?
        package let hash: UnsafeBufferPointer<UInt8>
        /// To its first NUL, where readers stop.
        package let text: UnsafeBufferPointer<UInt8>
        /// One of its texts goes on behind a NUL, where nobody reads on, or is no UTF-8, and what is read was mended.
        package let isMisread: Bool
    }

    package func forEachRow(from first: Int = .min, _ body: (Row) throws -> Void) throws {
        let rows = try PreparedStatement(
            db,
            """
            SELECT position, id, stream, recorded_at, key, hash, text FROM event
            WHERE position >= ? ORDER BY position
            """)
        try rows.bind(first, at: 1)
        while try rows.step() {
            let isMisread = [2, 4, 6].contains { (column: Int32) in
                rows.bytesBeforeNUL(column).count < rows.bytes(column).count
                    || !Self.isUTF8(rows.bytes(column))
            }
            try body(
                Row(
                    position: rows.number(0), id: rows.bytes(1), stream: rows.textBeforeNUL(2),
                    recordedAt: rows.number(3), key: rows.isNull(4) ? nil : rows.textBeforeNUL(4),
                    hash: rows.bytes(5), text: rows.bytesBeforeNUL(6), isMisread: isMisread))
        }
    }

    private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// The tiles, by level and number.
    package func tiles() throws -> [Int: [Int: TreeHash.Digest]] {
        var tiles: [Int: [Int: TreeHash.Digest]] = [:]
        guard try db.hasTable("tile") else { return tiles }
        let rows = try PreparedStatement(db, "SELECT level, number, hash FROM tile")
        while try rows.step() { tiles[rows.number(0), default: [:]][rows.number(1)] = Array(rows.bytes(2)) }
        return tiles
    }

    /// The version of the file; nil where it says one that no release of the program has made.
    package func version() throws -> Int? {
        let version = try LogSchema.version(of: db)
        return version == LogSchema.version || LogSchema.earlierReleases[version] != nil ? version : nil
    }
}

/// The tiles of a tree that is built leaf by leaf, as they should be.
package struct TileBuilder {
    private var open: [CompactRange] = []
    private var counts: [Int] = []
    package private(set) var completed: [(level: Int, number: Int, hash: TreeHash.Digest)] = []

    package init() {}

    package mutating func append(_ leaf: TreeHash.Digest) {
        completed.removeAll(keepingCapacity: true)
        append(leaf, level: 0)
    }

    private mutating func append(_ hash: TreeHash.Digest, level: Int) {
        if open.count == level {
            open.append(CompactRange())
            counts.append(0)
        }
        open[level].append(hash)
        counts[level] += 1
        if counts[level] % Tiles.width == 0 {
            let root = open[level].root
            open[level] = CompactRange()
            completed.append((level + 1, counts[level] / Tiles.width - 1, root))
            append(root, level: level + 1)
        }
    }
}
