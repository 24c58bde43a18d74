import SQLite

/// Reads the log's rows without trusting them, to verify them against the texts.
package struct LogAudit {
    private let db: Database

    /// Reads on a connection; the caller opens the transaction.
    package init(_ db: Database) { self.db = db }

    /// The columns of one event. The bytes are valid until the next row is read.
    package struct Row {
        /// The event's position.
        package let position: Int
        /// The `id` column.
        package let id: UnsafeBufferPointer<UInt8>
        fileprivate let streamBytes: UnsafeBufferPointer<UInt8>
        /// The `recorded_at` column, milliseconds since 1970.
        package let recordedAt: Int
        fileprivate let keyBytes: UnsafeBufferPointer<UInt8>?
        /// The `hash` column: the leaf hash.
        package let hash: UnsafeBufferPointer<UInt8>
        /// The `text` column up to its first NUL, as ordinary reads see it.
        package let text: UnsafeBufferPointer<UInt8>
        /// Whether an ordinary read of a text column differs from its bytes: the column has bytes after a NUL
        /// that nothing reads, or is not valid UTF-8 and was repaired.
        package let isMisread: Bool

        // These are computed, so that a caller that does not need a string does not pay for it.
        /// The `stream` column.
        package var stream: String { String(decoding: streamBytes, as: UTF8.self) }
        /// The `key` column.
        package var key: String? { keyBytes.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// Calls `body` for each row from position `first` on, in order of position.
    package func forEachRow(from first: Int = .min, _ body: (Row) throws -> Void) throws {
        let rows = try PreparedStatement(
            db,
            """
            SELECT position, id, stream, recorded_at, key, hash, text FROM event
            WHERE position >= ? ORDER BY position
            """)
        try rows.bind(first, at: 1)
        while try rows.step() {
            let (stream, key, text) = (rows.bytesBeforeNUL(2), rows.bytesBeforeNUL(4), rows.bytesBeforeNUL(6))
            let isMisread =
                Self.isMisread(rows.bytes(2), stream) || Self.isMisread(rows.bytes(4), key)
                || Self.isMisread(rows.bytes(6), text)
            try body(
                Row(
                    position: rows.number(0), id: rows.bytes(1), streamBytes: stream,
                    recordedAt: rows.number(3), keyBytes: rows.isNull(4) ? nil : key,
                    hash: rows.bytes(5), text: text, isMisread: isMisread))
        }
    }

    private static func isMisread(
        _ whole: UnsafeBufferPointer<UInt8>, _ read: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        read.count < whole.count || !isUTF8(whole)
    }

    private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// All stored tiles, by level and number.
    package func tiles() throws -> [Int: [Int: TreeHash.Digest]] {
        var tiles: [Int: [Int: TreeHash.Digest]] = [:]
        guard try db.hasTable("tile") else { return tiles }
        let rows = try PreparedStatement(db, "SELECT level, number, hash FROM tile")
        while try rows.step() { tiles[rows.number(0), default: [:]][rows.number(1)] = Array(rows.bytes(2)) }
        return tiles
    }

    /// The file's version; nil if no release of the program made files of that version.
    package func version() throws -> Int? {
        let version = try LogSchema.version(of: db)
        let isKnown =
            [LogSchema.version, LogSchema.versionOfCopies].contains(version)
            || LogSchema.earlierReleases[version] != nil
        return isKnown ? version : nil
    }
}

/// Computes the tiles that a log should have, leaf by leaf.
package struct TileBuilder {
    private var open: [CompactRange] = []
    private var counts: [Int] = []
    /// The tiles that the last appended leaf has completed.
    package private(set) var completed: [(level: Int, number: Int, hash: TreeHash.Digest)] = []

    package init() {}

    /// Appends the next leaf.
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
