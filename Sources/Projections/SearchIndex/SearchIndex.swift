import DisputeModel
import EventLog
import SQLite

/// The full-text index. It is derived from the log. A search that has many events to look through brings it
/// up to date; filing an event does not.
///
/// The index stores words and their positions but not the texts, and rows are only added: each row depends on
/// one event and those before it. Every event has a row with its own words. An event that changes an earlier
/// one (a correction, a source, or the retraction of either) has a second row with all words of that event as
/// changed. So an event is found both by what is known now and by what it said before.
///
/// A row of the table `projection` states how far the index has come.
package struct SearchIndex {
    /// The name of the FTS5 table.
    package static let table = "search"
    /// The name of the index's row in the table `projection`.
    package static let mark = "search"

    /// Raised when the meaning of words, columns or rows changes.
    private static let revision = 1
    static let rules = TreeHash.leaf("\(revision)\n\(sql(table, keepingTexts: false))").prefix(8).hexadecimal

    /// The connection on which the index is read and written.
    package let db: Database
    /// The position of the last event in the index.
    package private(set) var position: Int

    /// Whether the index can be used.
    package enum State {
        /// There is no index, or it was built with other rules.
        case absent
        /// The index contradicts the log.
        case damaged
        case sound(SearchIndex)
    }

    /// The SQL that creates an index table.
    ///
    /// - Parameters:
    ///   - table: the table's name.
    ///   - keepingTexts: whether the table also stores the texts; false for the log's own index.
    package static func sql(_ table: String, keepingTexts: Bool) -> String {
        let columns = SearchColumn.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        // Prefix indexes would triple the size. Without them a common prefix is found in tens of
        // milliseconds.
        let form = keepingTexts ? "" : ", content = '', columnsize = 0"
        return
            "CREATE VIRTUAL TABLE \(table) USING fts5(\(columns)\(form), tokenize = 'unicode61 remove_diacritics 2')"
    }

    // MARK: Rows

    /// The rowid of the row with an event's own words.
    static func ownRow(_ position: Int) -> Int { position * 2 }
    /// The rowid of the row with the words of the event that the event at this position changes.
    static func changedRow(_ position: Int) -> Int { position * 2 + 1 }

    /// The positions that can have rows. Larger ones, which only occur in a log that was tampered with, would
    /// overflow the rowid.
    static let positions = 1...(1 << 60)

    /// Inserts one row.
    ///
    /// - Parameters:
    ///   - words: the words of the row, by column.
    ///   - row: the rowid.
    ///   - insertion: the statement that `insertion(into:)` gives for the table.
    ///   - db: the connection; the caller opens the transaction.
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

    /// The SQL statement that inserts a row into a table of this form.
    package static func insertion(into table: String) -> String {
        let columns = SearchColumn.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let marks = String(repeating: ", ?", count: SearchColumn.allCases.count)
        return "INSERT INTO \(table)(rowid, \(columns)) VALUES (?\(marks))"
    }

    // MARK: State

    /// The state of the index according to a quick check. `verify` checks it completely.
    package static func state(_ db: Database) throws -> State {
        guard let mark = try Watermark(db, name: mark), mark.rules == rules else { return .absent }
        let last = try Log(db).head().position
        guard (1...max(1, last)).contains(mark.position) else { return .damaged }
        let index = SearchIndex(db: db, position: mark.position)
        do {
            // An index that was emptied can be queried without an error, but finds nothing.
            for position in [1, mark.position] where try !index.holds(position) { return .damaged }
        } catch is SQLiteError {
            return .damaged
        }
        return .sound(index)
    }

    /// Whether the row of an event is found by the word of its dispute, which every row has.
    private func holds(_ position: Int) throws -> Bool {
        guard let stream = try Log(db).stream(at: position) else { return false }
        let expression = SearchColumn.dispute.expression(is: stream)
        return try PreparedStatement(
            db, "SELECT 1 FROM \(Self.table) WHERE \(Self.table) MATCH ? AND rowid = ?",
            [.text(expression), .number(Self.ownRow(position))]
        ).step()
    }

    /// Calls `body` with the rowids of the rows that match an FTS5 expression, until it returns false.
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

    /// The index, ready for further rows. It is recreated if it is missing or damaged.
    package static func toCarryOn(_ db: Database) throws -> SearchIndex {
        if case .sound(let index) = try state(db) { return index }
        try discard(db)
        try db.execute(ProjectionSchema.generationList)
        try db.execute(sql(table, keepingTexts: false))
        return SearchIndex(db: db, position: 0)
    }

    /// Adds the rows of the events after the last one in the index.
    ///
    /// - Returns: false if the batch does not begin there. Then nothing has been written.
    package mutating func add(_ batch: SearchBatch) throws -> Bool {
        guard batch.first == position else { return false }
        let insertion = Self.insertion(into: Self.table)
        for (row, words) in batch.rows { try Self.insert(words, row: row, insertion, db) }
        position = batch.last
        return true
    }

    /// Stores how far the index has come.
    package func storeMark() throws {
        try Watermark(name: Self.mark, generation: 1, position: position, rules: Self.rules).store(db)
    }

    /// Deletes the index. The next search that needs it builds it again.
    static func discard(_ db: Database) throws {
        if try db.hasTable("projection") {
            try db.execute("DELETE FROM projection WHERE name = ?", [.text(mark)])
        }
        do {
            try db.execute("DROP TABLE IF EXISTS \(table)")
        } catch {
            // FTS5 cannot drop a table that it cannot open.
            try db.execute(
                """
                PRAGMA writable_schema = ON;
                DELETE FROM sqlite_schema WHERE name = '\(table)';
                PRAGMA writable_schema = RESET;
                """)
        }
        for part in parts { try db.execute("DROP TABLE IF EXISTS \(part)") }
    }

    /// The tables in which FTS5 stores the index.
    package static let parts = ["data", "idx", "content", "docsize", "config"].map { "\(table)_\($0)" }
}
