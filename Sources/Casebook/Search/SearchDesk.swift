import EventLog
import GRDB

/// A search index for a moment, in memory: for events that the kept one has not taken in, and to show where in an event the
/// words are that were found. So whatever is looked through is looked through by the same rules.
final class SearchDesk {
    private let queue: DatabaseQueue
    private let expression: String

    /// Throws `SearchError.notUnderstood` for an expression that FTS5 does not take.
    init(_ expression: String) throws {
        self.expression = expression
        queue = try DatabaseQueue()
        try queue.inDatabase { db in
            try db.execute(sql: SearchIndex.sql("batch", keepingTexts: false))
            try db.execute(sql: SearchIndex.sql("page", keepingTexts: true))
            do {
                _ = try Self.found(expression, db)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                throw SearchError.notUnderstood
            }
        }
    }

    /// The rows in which the expression is found, in order.
    func rows(of rows: [(row: Int, words: SearchWords)]) throws -> [Int] {
        try queue.inTransaction { db in
            for (row, words) in rows { try SearchIndex.insert(words, row: row, into: "batch", db) }
            return .commit
        }
        return try queue.inDatabase { db in
            let found = try Self.found(expression, db)
            try db.execute(sql: "INSERT INTO batch(batch) VALUES ('delete-all')")
            return found
        }
    }

    private static func found(_ expression: String, _ db: Database) throws -> [Int] {
        try Int.fetchAll(
            db, sql: "SELECT rowid FROM batch WHERE batch MATCH ? ORDER BY rowid", arguments: [expression])
    }

    /// The columns as the index has them, with marks round what was found; nil where the expression is not found.
    func marked(_ words: SearchWords) throws -> [String]? {
        try queue.inDatabase { db in
            try SearchIndex.insert(words, row: 1, into: "page", db)
            defer { try? db.execute(sql: "DELETE FROM page") }
            let columns = SearchColumn.written.map {
                "highlight(page, \($0.place), char(1), char(2))"
            }
            return try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT \(columns.joined(separator: ", ")) FROM page WHERE page MATCH ?"),
                arguments: [expression]
            ).map { row in columns.indices.map { row.text($0) } }
        }
    }
}
