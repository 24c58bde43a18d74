import CSQLite
import Glibc

/// A statement that SQLite has prepared: values are bound to it and rows read from it as they are, and nothing is made of
/// them on the way.
///
/// It belongs to whoever has it: the connection keeps statements by their words, lends each to one at a time, and gets it
/// back when this value goes, with nothing bound and no row under it. So one who asks for words that are in use gets a
/// statement of his own.
///
/// Parameters are numbered from 1, columns from 0, as SQLite numbers them.
package struct PreparedStatement: ~Copyable {
    private let statement: StatementCache.Statement
    private let database: Database

    private var handle: OpaquePointer { statement.handle }

    /// Throws where SQLite does not understand the words, where they are not one statement, and where the transaction that
    /// they are to be part of has come to an end by an error.
    ///
    /// - Parameter cells: are bound to its parameters, from the first on.
    package init(_ database: Database, _ sql: String, _ cells: [Cell] = []) throws(SQLiteError) {
        statement = try database.lend(sql, cells)
        self.database = database
    }

    deinit { statement.giveBack() }

    // MARK: Binding

    package func bind(_ number: Int, at index: Int32) throws(SQLiteError) {
        try check(statement.bind(number, at: index))
    }

    package func bind(_ number: Int?, at index: Int32) throws(SQLiteError) {
        try check(number.map { statement.bind($0, at: index) } ?? statement.bindNull(at: index))
    }

    /// Binds a text, of which a copy is made.
    package func bind(text: String?, at index: Int32) throws(SQLiteError) {
        try check(text.map { statement.bind(text: $0, at: index) } ?? statement.bindNull(at: index))
    }

    /// Binds a blob, of which a copy is made. An empty one is no NULL.
    package func bind(blob: [UInt8]?, at index: Int32) throws(SQLiteError) {
        try check(blob.map { statement.bind(blob: $0, at: index) } ?? statement.bindNull(at: index))
    }

    /// Binds values to the parameters, from the first on.
    package func bind(_ cells: [Cell]) throws(SQLiteError) { try check(statement.bind(cells)) }

    /// Binds a text as long as `body` takes, without copying it. No row is under the statement afterwards.
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

    /// Runs a statement whose rows nobody wants.
    package func run() throws(SQLiteError) {
        defer { reset() }
        while try step() {}
    }

    /// Goes on to the next row; false where there is none.
    package func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw database.error(code)
        }
    }

    /// Makes it ready to be run again, with the same values bound.
    package func reset() { sqlite3_reset(handle) }

    /// What is read from the first row, where there is a row.
    package func first<Value>(_ read: (borrowing PreparedStatement) throws -> Value) throws -> Value? {
        defer { reset() }
        return try step() ? read(self) : nil
    }

    /// What is read from each row.
    package func all<Value>(_ read: (borrowing PreparedStatement) throws -> Value) throws -> [Value] {
        defer { reset() }
        var values: [Value] = []
        while try step() { values.append(try read(self)) }
        return values
    }

    // MARK: The row that it stands on

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// 0 where the column holds no whole number, as a damaged file may have it.
    package func number(_ column: Int32) -> Int { optionalNumber(column) ?? 0 }

    package func optionalNumber(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER
            ? Int(sqlite3_column_int64(handle, column)) : nil
    }

    /// The bytes of a text or a blob, to its end; they hold until the next step.
    package func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(handle, column)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(
            start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    /// As SQLite's own readers have a text: to the first NUL, if a damaged file has one.
    package func bytesBeforeNUL(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let bytes = bytes(column)
        guard let start = bytes.baseAddress, let end = memchr(start, 0, bytes.count) else { return bytes }
        return UnsafeBufferPointer(start: start, count: UnsafeRawPointer(end) - UnsafeRawPointer(start))
    }

    /// What is no UTF-8 in it is mended.
    package func textBeforeNUL(_ column: Int32) -> String {
        String(decoding: bytesBeforeNUL(column), as: UTF8.self)
    }

    /// The same to its end, whatever stands in it.
    package func wholeText(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    package func cell(_ column: Int32) -> Cell {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .number(Int(sqlite3_column_int64(handle, column)))
        case SQLITE_TEXT:
            // What has to be mended to be read is not what was written.
            if let text = try? UTF8Span(validating: bytes(column).span) {
                .text(String(copying: text))
            } else {
                .strange
            }
        case SQLITE_BLOB: .blob(Array(bytes(column)))
        default: .strange
        }
    }

    package var cells: [Cell] {
        var cells: [Cell] = []
        for column in 0..<sqlite3_column_count(handle) { cells.append(cell(column)) }
        return cells
    }
}
