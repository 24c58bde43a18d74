import GRDB

extension Log {
    /// Whether some event has a key that begins so; with "" whether one has a key at all.
    package func hasKey(beginningWith prefix: String) throws -> Bool {
        let statement = try PreparedStatement(
            shared: db, "SELECT 1 FROM event WHERE key >= ? AND key < ? LIMIT 1")
        statement.bind(text: prefix, at: 1)
        statement.bind(text: prefix + Self.last, at: 2)
        return try statement.first { _ in true } ?? false
    }

    /// Goes through the events, up to a position, whose keys begin so, in the order of their keys. Nothing may be written
    /// meanwhile.
    package func forEachKey(
        beginningWith prefix: String, through last: Int,
        _ body: (_ position: Int, _ key: String) throws -> Void
    ) throws {
        let rows = try PreparedStatement(
            db, "SELECT position, key FROM event WHERE key >= ? AND key < ? AND position <= ? ORDER BY key")
        rows.bind(text: prefix, at: 1)
        rows.bind(text: prefix + Self.last, at: 2)
        rows.bind(last, at: 3)
        while try rows.step() { try body(rows.number(0), rows.textBeforeNUL(1)) }
    }

    /// Comes after whatever stands in a key.
    private static let last = "\u{10FFFF}"
}
