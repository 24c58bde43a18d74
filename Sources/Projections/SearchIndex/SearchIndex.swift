import DisputeModel
import EventLog
import SQLite

/// The table of words: pencil that is drawn when there is much to look through, and not while somebody files.
///
/// It holds words and where they stand, not the texts, and only grows: a row is drawn from one event and those before it.
/// An event has a row with its own words. One that changes what is known of an earlier event (a correction, a source, the
/// retraction of either) has a second one, with all words of that event as it reads from then on. So an event is found by
/// what is known now and by what it said before.
///
/// It has a mark of its own of how far it has come, in the table `projection`.
package struct SearchIndex {
    package static let table = "search"
    package static let mark = "search"

    /// Raised when words, columns or rows come to mean something else.
    private static let revision = 1
    static let rules = TreeHash.leaf("\(revision)\n\(sql(table, keepingTexts: false))").prefix(8).hexadecimal

    package let db: Database
    /// Of the last event that is in it.
    package private(set) var position: Int

    /// Whether it may be relied on.
    package enum State {
        /// Never drawn, or with other rules.
        case absent
        case damaged
        case sound(SearchIndex)
    }

    package static func sql(_ table: String, keepingTexts: Bool) -> String {
        let columns = SearchColumn.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        // No prefixes: they treble its size, and a common prefix is found in tens of milliseconds without.
        let form = keepingTexts ? "" : ", content = '', columnsize = 0"
        return
            "CREATE VIRTUAL TABLE \(table) USING fts5(\(columns)\(form), tokenize = 'unicode61 remove_diacritics 2')"
    }

    // MARK: Rows

    /// The number of the row with an event's own words.
    static func ownRow(_ position: Int) -> Int { position * 2 }
    /// The number of the row with the words of the event that one changes.
    static func changedRow(_ position: Int) -> Int { position * 2 + 1 }

    /// Positions of which rows have numbers: all, but in a log that was tampered with.
    static let positions = 1...(1 << 60)

    /// - Parameter insertion: `insertion(into:)` of the table.
    package static func insert(_ words: SearchWords, row: Int, _ insertion: String, _ db: Database) throws {
        let insert = try PreparedStatement(db, insertion)
        try insert.bind(row, at: 1)
        for (index, text) in words.columns.enumerated() {
            let isWritten = index < SearchColumn.written.count
            try insert.bind(
                text: text.isEmpty ? nil : isWritten ? IndexedText.of(text) : text, at: Int32(index + 2))
        }
        try insert.run()
    }

    package static func insertion(into table: String) -> String {
        let columns = SearchColumn.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let marks = String(repeating: ", ?", count: SearchColumn.allCases.count)
        return "INSERT INTO \(table)(rowid, \(columns)) VALUES (?\(marks))"
    }

    // MARK: State

    /// What there is, as far as a quick look shows: `verify` looks at all of it.
    package static func state(_ db: Database) throws -> State {
        guard let mark = try Watermark(db, name: mark), mark.rules == rules else { return .absent }
        let last = try Log(db).head().position
        guard (1...max(1, last)).contains(mark.position) else { return .damaged }
        let index = SearchIndex(db: db, position: mark.position)
        do {
            // One that was emptied answers all the same, and finds nothing.
            for position in [1, mark.position] where try !index.holds(position) { return .damaged }
        } catch is SQLiteError {
            return .damaged
        }
        return .sound(index)
    }

    /// Whether an event is found by what every row has: the word of its dispute.
    private func holds(_ position: Int) throws -> Bool {
        guard let stream = try Log(db).stream(at: position) else { return false }
        let expression = SearchColumn.dispute.expression(is: stream)
        return try PreparedStatement(
            db, "SELECT 1 FROM \(Self.table) WHERE \(Self.table) MATCH ? AND rowid = ?",
            [.text(expression), .number(Self.ownRow(position))]
        ).step()
    }

    /// The rows in which an expression is found, one after another, until `body` says false.
    package func forEachRow(matching expression: String, newestFirst: Bool, _ body: (Int) throws -> Bool)
        throws
    {
        let rows = try PreparedStatement(
            db,
            """
            SELECT rowid FROM \(Self.table) WHERE \(Self.table) MATCH ?
            ORDER BY rowid \(newestFirst ? "DESC" : "ASC")
            """, [.text(expression)])
        while try rows.step() {
            guard try body(rows.number(0)) else { return }
        }
    }

    // MARK: Building

    /// The index, to be carried on: made anew where it is absent or damaged.
    package static func toCarryOn(_ db: Database) throws -> SearchIndex {
        if case .sound(let index) = try state(db) { return index }
        try discard(db)
        try db.execute(ProjectionSchema.catalogue)
        try db.execute(sql(table, keepingTexts: false))
        return SearchIndex(db: db, position: 0)
    }

    /// Takes in the rows of the events after its last one.
    ///
    /// - Returns: false where they are not of these: then nothing was done.
    package mutating func add(_ batch: SearchBatch) throws -> Bool {
        guard batch.first == position else { return false }
        let insertion = Self.insertion(into: Self.table)
        for (row, words) in batch.rows { try Self.insert(words, row: row, insertion, db) }
        position = batch.last
        return true
    }

    /// Writes down how far it has come.
    package func storeMark() throws {
        try Watermark(name: Self.mark, generation: 1, position: position, rules: Self.rules).store(db)
    }

    /// Throws it out: the next search that has much to look through draws it anew.
    static func discard(_ db: Database) throws {
        if try db.hasTable("projection") {
            try db.execute("DELETE FROM projection WHERE name = ?", [.text(mark)])
        }
        do {
            try db.execute("DROP TABLE IF EXISTS \(table)")
        } catch {
            // FTS5 does not let go of a table that it cannot open.
            try db.execute(
                """
                PRAGMA writable_schema = ON;
                DELETE FROM sqlite_schema WHERE name = '\(table)';
                PRAGMA writable_schema = RESET;
                """)
        }
        for part in parts { try db.execute("DROP TABLE IF EXISTS \(part)") }
    }

    /// The tables in which FTS5 keeps it.
    package static let parts = ["data", "idx", "content", "docsize", "config"].map { "\(table)_\($0)" }
}
