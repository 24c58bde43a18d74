import SQLite

/// The log's rows as they lie in the file, for whoever checks them against the texts.
package struct LogAudit {
    private let db: Database

    package init(_ db: Database) { self.db = db }

    /// A row's columns; the bytes hold until the next is asked for.
    package struct Row {
        package let position: Int
        package let id: UnsafeBufferPointer<UInt8>
        fileprivate let streamBytes: UnsafeBufferPointer<UInt8>
        package let recordedAt: Int
        fileprivate let keyBytes: UnsafeBufferPointer<UInt8>?
        package let hash: UnsafeBufferPointer<UInt8>
        /// To its first NUL, where readers stop.
        package let text: UnsafeBufferPointer<UInt8>
        /// One of its texts goes on behind a NUL, where nobody reads on, or is no UTF-8, and what is read was mended.
        package let isMisread: Bool

        // What is made of bytes is made for who asks for it.
        package var stream: String { String(decoding: streamBytes, as: UTF8.self) }
        package var key: String? { keyBytes.map { String(decoding: $0, as: UTF8.self) } }
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
