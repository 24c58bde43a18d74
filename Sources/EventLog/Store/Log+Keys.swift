import SQLite

extension Log {
    /// Whether an event has a key that begins with `prefix`. An empty prefix asks whether any event has a
    /// key.
    package func hasKey(beginningWith prefix: String) throws -> Bool {
        try PreparedStatement(
            db, "SELECT 1 FROM event WHERE key >= ? AND key < ? LIMIT 1",
            [.text(prefix), .text(prefix + Self.last)]
        ).step()
    }

    /// Calls `body` for each event up to position `last` whose key begins with `prefix`, in the order of the
    /// keys. `body` must not write to the log.
    package func forEachKey(
        beginningWith prefix: String, through last: Int,
        _ body: (_ position: Int, _ key: String) throws -> Void
    ) throws {
        let rows = try PreparedStatement(
            db, "SELECT position, key FROM event WHERE key >= ? AND key < ? AND position <= ? ORDER BY key",
            [.text(prefix), .text(prefix + Self.last), .number(last)])
        while try rows.step() { try body(rows.number(0), rows.textBeforeNUL(1)) }
    }

    /// A character that sorts after every character of a key.
    private static let last = "\u{10FFFF}"
}
