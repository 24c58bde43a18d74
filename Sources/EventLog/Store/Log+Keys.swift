import SQLite

extension Log {
    /// Whether some event has a key that begins so; with "" whether one has a key at all.
    package func hasKey(beginningWith prefix: String) throws -> Bool {
        try PreparedStatement(
            db, "SELECT 1 FROM event WHERE key >= ? AND key < ? LIMIT 1",
            [.text(prefix), .text(prefix + Self.last)]
        ).step()
    }

    /// Goes through the events, up to a position, whose keys begin so, in the order of their keys. Nothing may be written
    /// meanwhile.
    package func forEachKey(
        beginningWith prefix: String, through last: Int,
        _ body: (_ position: Int, _ key: String) throws -> Void
    ) throws {
        let rows = try PreparedStatement(
            db, "SELECT position, key FROM event WHERE key >= ? AND key < ? AND position <= ? ORDER BY key",
            [.text(prefix), .text(prefix + Self.last), .number(last)])
        while try rows.step() { try body(rows.number(0), rows.textBeforeNUL(1)) }
    }

    /// Comes after whatever stands in a key.
    private static let last = "\u{10FFFF}"
}
