import GRDB

/// The tree over the log, kept as tiles of 256 so that an append writes a row only once in 256 events, and the root at
/// any size takes a few hundred hashes.
enum Tiles {
    static let width = 256

    /// Draws the tiles that the event at this position completes.
    static func complete(_ db: Database, upTo position: Int) throws {
        var level = 1
        var index = position
        while index > 0, index % width == 0 {
            var range = CompactRange()
            let first = index - width
            for hash in try hashes(db, level: level - 1, from: first, count: width) { range.append(hash) }
            index /= width
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO tile VALUES (?, ?, ?)")
                .execute(arguments: [level, index - 1, Blob(range.root)])
            level += 1
        }
    }

    /// Draws all tiles anew where some are missing; they are pencil, and may have been thrown out.
    static func mend(_ db: Database, upTo size: Int) throws {
        if try db.hasTable("tile") {
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM tile WHERE level = 1") ?? 0
            if count == size / width { return }
            try db.execute(sql: "DELETE FROM tile")
        } else {
            try db.execute(sql: LogSchema.tile)
        }
        // Numbers with a gap make no tree; `verify` says so.
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM event") == size else { return }
        for position in stride(from: width, through: size, by: width) { try complete(db, upTo: position) }
    }

    /// The root of the tree over the first `size` events, from the hashes that are stored.
    static func root(_ db: Database, size: Int) throws -> TreeHash.Digest {
        var range = CompactRange()
        var done = 0
        for (level, span) in [(3, width * width * width), (2, width * width), (1, width), (0, 1)] {
            let count = (size - done) / span
            for hash in try hashes(db, level: level, from: done / span, count: count) {
                range.append(hash, height: level * 8)
            }
            done += count * span
        }
        return range.root
    }

    /// Hashes of one level, numbered from 0; level 0 is the leaves.
    private static func hashes(_ db: Database, level: Int, from first: Int, count: Int) throws -> [TreeHash
        .Digest]
    {
        guard count > 0 else { return [] }
        let rows: RowCursor
        if level == 0 {
            rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: "SELECT hash FROM event WHERE position > ? AND position <= ? ORDER BY position"),
                arguments: [first, first + count])
        } else {
            rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql:
                        "SELECT hash FROM tile WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
                ),
                arguments: [level, first, first + count])
        }
        var hashes: [TreeHash.Digest] = []
        hashes.reserveCapacity(min(count, width))
        while let row = try rows.next() { hashes.append(row.bytes(0)) }
        return hashes
    }
}
