import GRDB
import GRDBSQLite

/// A statement for what is done once for every event: values are bound and read as they are, and nothing is made of them on
/// the way. GRDB's own way is as safe, and takes five times as long for a small row.
///
/// Parameters are numbered from 1, columns from 0, as SQLite numbers them.
package final class PreparedStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    private let db: Database

    package init(_ db: Database, _ sql: String) throws {
        self.db = db
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    // MARK: Binding

    package func bind(_ number: Int, at index: Int32) { sqlite3_bind_int64(handle, index, Int64(number)) }

    package func bind(_ number: Int?, at index: Int32) {
        if let number { bind(number, at: index) } else { sqlite3_bind_null(handle, index) }
    }

    package func bind(text: String?, at index: Int32) {
        guard var text else {
            sqlite3_bind_null(handle, index)
            return
        }
        text.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), Self.copying)
            }
        }
    }

    package func bind(blob bytes: [UInt8]?, at index: Int32) {
        guard let bytes else {
            sqlite3_bind_null(handle, index)
            return
        }
        // An empty blob is no NULL.
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(handle, index, 0)
        } else {
            sqlite3_bind_blob(handle, index, bytes, Int32(bytes.count), Self.copying)
        }
    }

    private static let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    // MARK: Running

    /// Runs a statement that gives no rows.
    package func run() throws {
        defer { reset() }
        while try step() {}
    }

    /// Goes on to the next row; false where there is none.
    package func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
        }
    }

    /// Makes it ready to be run again, with the same values bound.
    package func reset() { sqlite3_reset(handle) }

    // MARK: The row that it stands on

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// 0 where the column holds no whole number, as a damaged log may have it.
    package func number(_ column: Int32) -> Int { optionalNumber(column) ?? 0 }

    package func optionalNumber(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER ? Int(sqlite3_column_int64(handle, column)) : nil
    }

    /// The bytes of a text or a blob, to its end; they hold until the next step.
    package func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(handle, column)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    package func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}
