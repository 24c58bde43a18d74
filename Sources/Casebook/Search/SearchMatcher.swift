import EventLog
import Projections
import SQLite

/// A temporary FTS5 index in memory. It matches events that are not in the search index, and marks the matching words
/// of an event. So all events are searched by the same rules.
final class SearchMatcher {
    private let db: Database
    private let expression: String

    /// Throws `SearchError.notUnderstood` for an expression that FTS5 rejects.
    init(_ expression: String) throws {
        self.expression = expression
        db = try Database(inMemory: .writing)
        try db.execute(SearchIndex.sql("batch", keepingTexts: false))
        try db.execute(SearchIndex.sql("page", keepingTexts: true))
        do {
            _ = try found()
        } catch let error as SQLiteError where error.code == .error {
            throw SearchError.notUnderstood
        }
    }

    /// The rows in which the expression is found, sorted.
    func rows(of rows: [(row: Int, words: SearchWords)]) throws -> [Int] {
        try db.transaction(.immediate) {
            let insertion = SearchIndex.insertion(into: "batch")
            for (row, words) in rows { try SearchIndex.insert(words, row: row, insertion, db) }
        }
        let found = try found()
        try db.execute("INSERT INTO batch(batch) VALUES ('delete-all')")
        return found
    }

    private func found() throws -> [Int] {
        try PreparedStatement(
            db, "SELECT rowid FROM batch WHERE batch MATCH ? ORDER BY rowid", [.text(expression)]
        ).all { $0.number(0) }
    }

    /// The columns `SearchColumn.written`, with marks around the matches; nil if the expression is not found.
    func marked(_ words: SearchWords) throws -> [String]? {
        try SearchIndex.insert(words, row: 1, SearchIndex.insertion(into: "page"), db)
        defer { try? db.execute("DELETE FROM page") }
        let columns = SearchColumn.written.map { "highlight(page, \($0.place), char(1), char(2))" }
        let page = try PreparedStatement(
            db, "SELECT \(columns.joined(separator: ", ")) FROM page WHERE page MATCH ?", [.text(expression)])
        guard try page.step() else { return nil }
        return columns.indices.map { page.textBeforeNUL(Int32($0)) }
    }
}
