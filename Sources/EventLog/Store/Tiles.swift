import SQLite

/// Stores every eighth level of the Merkle tree as tiles of 256 hashes. An append writes a tile only once per
/// 256 events, and the root of any range of events takes a few hundred hashes.
///
/// Tiles are derived: a missing one is computed from the level below, which takes longer.
enum Tiles {
    static let width = 256

    /// Stores the tiles that the event at this position, from 1 on, completes.
    static func complete(_ db: Database, upTo position: Int) throws {
        var level = 1
        var index = position
        while index % width == 0 {
            index /= width
            guard let hash = try tile(db, level: level, index - 1) else { return }
            try db.execute(
                "INSERT OR REPLACE INTO tile VALUES (?, ?, ?)",
                [.number(level), .number(index - 1), .blob(hash)])
            level += 1
        }
    }

    /// Whether the last tile of each level is stored.
    static func reachEnd(_ db: Database, of size: Int) throws -> Bool {
        guard try db.hasTable("tile") else { return false }
        var (level, count) = (1, size / width)
        while count > 0 {
            let last = try PreparedStatement(
                db, "SELECT 1 FROM tile WHERE level = ? AND number = ?", [.number(level), .number(count - 1)])
            guard try last.step() else { return false }
            (level, count) = (level + 1, count / width)
        }
        return true
    }

    /// Rebuilds all tiles if some are missing; another program may have deleted them.
    static func mend(_ db: Database, upTo size: Int) throws {
        if try db.hasTable("tile") {
            var expected: [Int: Int] = [:]
            var (level, count) = (1, size / width)
            while count > 0 {
                expected[level] = count
                (level, count) = (level + 1, count / width)
            }
            let counts = try PreparedStatement(db, "SELECT level, count(*) FROM tile GROUP BY level")
                .all { ($0.number(0), $0.number(1)) }
            if Dictionary(counts, uniquingKeysWith: +) == expected { return }
            try db.execute("DELETE FROM tile")
        } else {
            try db.execute(LogSchema.tile)
        }
        // If the positions have a gap, there is no tree, and the last position may be as large as `Int.max`.
        // `verify` reports the gap.
        let count = try PreparedStatement(db, "SELECT count(*) FROM event").first { $0.number(0) }
        guard count == size else { return }
        for position in stride(from: width, through: size, by: width) { try complete(db, upTo: position) }
    }

    /// The perfect subtrees that make up the tree over a range of events, computed from the stored hashes.
    ///
    /// - Parameter run: events numbered from 0. It has to begin where a perfect subtree of at least its own
    ///   height begins.
    /// - Throws: `LogError.damaged` if an event or its hash is missing.
    static func subtrees(_ db: Database, of run: Range<Int>) throws -> CompactRange {
        var range = CompactRange()
        var start = run.lowerBound
        for (level, span) in [(3, width * width * width), (2, width * width), (1, width), (0, 1)] {
            let count = (run.upperBound - start) / span
            guard let hashes = try hashes(db, level: level, from: start / span, count: count) else {
                throw LogError.damaged(reason: "one of its events, or its hash, is missing")
            }
            for hash in hashes { range.append(hash, height: level * 8) }
            start += count * span
        }
        return range
    }

    /// Hashes of one level, numbered from 0; level 0 contains the leaves. Missing tiles are computed. nil if
    /// an event or its hash is missing.
    private static func hashes(
        _ db: Database, level: Int, from first: Int, count: Int
    ) throws -> [TreeHash.Digest]? {
        guard count > 0 else { return [] }
        var hashes: [TreeHash.Digest] = []
        if try level == 0 || db.hasTable("tile") {
            let rows = try PreparedStatement(
                db,
                level == 0
                    ? "SELECT hash FROM event WHERE position > ?1 AND position <= ?2 ORDER BY position"
                    : "SELECT hash FROM tile WHERE number >= ?1 AND number < ?2 AND level = ?3 ORDER BY number"
            )
            try rows.bind(first, at: 1)
            try rows.bind(first + count, at: 2)
            if level > 0 { try rows.bind(level, at: 3) }
            hashes.reserveCapacity(min(count, width))
            // Two adjacent hashes of other lengths could give the same node, and so a root that no valid tree
            // has.
            while try rows.step(), rows.bytes(0).count == TreeHash.count {
                hashes.append(Array(rows.bytes(0)))
            }
        }
        if hashes.count == count { return hashes }
        guard level > 0 else { return nil }
        hashes = []
        for number in first..<first + count {
            guard let hash = try tile(db, level: level, number) else { return nil }
            hashes.append(hash)
        }
        return hashes
    }

    /// The root of a complete group of 256 hashes of the level below.
    private static func tile(_ db: Database, level: Int, _ number: Int) throws -> TreeHash.Digest? {
        guard let below = try hashes(db, level: level - 1, from: number * width, count: width) else {
            return nil
        }
        var range = CompactRange()
        for hash in below { range.append(hash) }
        return range.root
    }
}
