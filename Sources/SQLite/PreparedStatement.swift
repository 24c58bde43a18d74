import CBytes
import CSQLite

/// A prepared statement. Values are bound and rows are read directly, without intermediate objects.
///
/// The connection caches statements by their SQL text, and lends each to one user at a time. When this value is
/// destroyed, the statement returns to the cache, reset and with nothing bound. A second user of the same text gets
/// another statement.
///
/// Parameters are numbered from 1, columns from 0, as in SQLite.
package struct PreparedStatement: ~Copyable {
    private let statement: StatementCache.Statement
    private let database: Database

    private var handle: OpaquePointer { statement.handle }

    /// Prepares one SQL statement. Throws where SQLite cannot prepare it, where `sql` is not exactly one statement,
    /// and where an error has ended the transaction that it belongs to.
    ///
    /// - Parameters:
    ///   - database: the connection that runs the statement.
    ///   - sql: the text of the statement.
    ///   - cells: are bound to the parameters, from the first on.
    package init(_ database: Database, _ sql: String, _ cells: [Cell] = []) throws(SQLiteError) {
        statement = try database.acquire(sql, cells)
        self.database = database
    }

    deinit { statement.release() }

    // MARK: Binding

    /// Binds an integer.
    package func bind(_ number: Int, at index: Int32) throws(SQLiteError) {
        try check(statement.bind(number, at: index))
    }

    /// Binds an integer, or NULL for nil.
    package func bind(_ number: Int?, at index: Int32) throws(SQLiteError) {
        try check(number.map { statement.bind($0, at: index) } ?? statement.bindNull(at: index))
    }

    /// Binds a copy of a text, or NULL for nil.
    package func bind(text: String?, at index: Int32) throws(SQLiteError) {
        try check(text.map { statement.bind(text: $0, at: index) } ?? statement.bindNull(at: index))
    }

    /// Binds a copy of a blob, or NULL for nil. An empty blob is not NULL.
    package func bind(blob: [UInt8]?, at index: Int32) throws(SQLiteError) {
        try check(blob.map { statement.bind(blob: $0, at: index) } ?? statement.bindNull(at: index))
    }

    /// Binds values to the parameters, from the first on.
    package func bind(_ cells: [Cell]) throws(SQLiteError) { try check(statement.bind(cells)) }

    /// Binds a text without copying it, while `body` runs. Afterwards the statement is reset and the parameter is
    /// NULL.
    package func binding<Result>(
        text: UnsafeBufferPointer<UInt8>, at index: Int32, _ body: () throws -> Result
    ) throws -> Result {
        try check(
            chancery_sqlite_bind_lasting_text(
                handle, index, text.baseAddress, UInt64(text.count)))
        defer {
            reset()
            _ = statement.bindNull(at: index)
        }
        return try body()
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw database.error(code) }
    }

    // MARK: Running

    /// Runs the statement to its end and ignores its rows.
    package func run() throws(SQLiteError) {
        defer { reset() }
        while try step() {}
    }

    /// Advances to the next row; false where there is none.
    package func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw database.error(code)
        }
    }

    /// Makes the statement ready to run again, with the same values bound.
    package func reset() { sqlite3_reset(handle) }

    /// The result of `read` for the first row; nil where there are no rows.
    package func first<Value>(_ read: (borrowing PreparedStatement) throws -> Value) throws -> Value? {
        defer { reset() }
        return try step() ? read(self) : nil
    }

    /// The results of `read` for all rows.
    package func all<Value>(_ read: (borrowing PreparedStatement) throws -> Value) throws -> [Value] {
        defer { reset() }
        var values: [Value] = []
        while try step() { values.append(try read(self)) }
        return values
    }

    // MARK: Reading the current row

    /// Whether the column is NULL.
    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The integer in a column; 0 where there is none, which can happen in a damaged file.
    package func number(_ column: Int32) -> Int { optionalNumber(column) ?? 0 }

    /// Whether the integer in a column is not 0; false where there is none.
    package func flag(_ column: Int32) -> Bool { number(column) != 0 }

    /// The integer in a column; nil where there is none.
    package func optionalNumber(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER
            ? Int(sqlite3_column_int64(handle, column)) : nil
    }

    /// All bytes of a text or a blob. They are valid until the next step or reset.
    package func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(handle, column)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(
            start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    /// The bytes of a text up to the first NUL, as SQLite's own functions read it. Only a damaged file has a NUL in a
    /// text.
    package func bytesBeforeNUL(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let bytes = bytes(column)
        guard let start = bytes.baseAddress, let end = bytes_find(start, 0, bytes.count) else { return bytes }
        return UnsafeBufferPointer(start: start, count: end - UnsafeRawPointer(start))
    }

    /// The text up to the first NUL, with invalid UTF-8 repaired.
    package func textBeforeNUL(_ column: Int32) -> String {
        String(decoding: bytesBeforeNUL(column), as: UTF8.self)
    }

    /// The whole text, NULs included, with invalid UTF-8 repaired.
    package func wholeText(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// The value of a column.
    package func cell(_ column: Int32) -> Cell {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .number(Int(sqlite3_column_int64(handle, column)))
        case SQLITE_TEXT:
            // A text that has to be repaired is not what was written.
            if let text = try? UTF8Span(validating: bytes(column).span) {
                .text(String(copying: text))
            } else {
                .strange
            }
        case SQLITE_BLOB: .blob(Array(bytes(column)))
        default: .strange
        }
    }

    /// The values of all columns.
    package var cells: [Cell] {
        var cells: [Cell] = []
        for column in 0..<sqlite3_column_count(handle) { cells.append(cell(column)) }
        return cells
    }
}
