import CanonicalJSON
import GRDB
import GRDBSQLite
import Glibc

/// A statement for what is done once for every event: values are bound and read as they are, and nothing is made of them on
/// the way. In profiles of a replay GRDB's rows and arguments stood before the work itself.
///
/// Parameters are numbered from 1, columns from 0, as SQLite numbers them.
package struct PreparedStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    private let db: Database

    /// A statement of its own.
    package init(_ db: Database, _ sql: String) throws { self.init(db, try db.makeStatement(sql: sql)) }

    /// The one statement of these words that the connection keeps. Its rows must have been read before it is asked for again.
    package init(shared db: Database, _ sql: String) throws {
        self.init(db, try db.cachedStatement(sql: sql))
    }

    private init(_ db: Database, _ statement: Statement) {
        self.db = db
        self.statement = statement
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

    package func bind(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            let index = Int32(index + 1)
            switch cell {
            case .null: sqlite3_bind_null(handle, index)
            case .number(let number): bind(number, at: index)
            case .text(let text): bind(text: text.text, at: index)
            case .blob(let bytes): bind(blob: bytes, at: index)
            case .strange: sqlite3_bind_null(handle, index)
            }
        }
    }

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
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
        }
    }

    /// Makes it ready to be run again, with the same values bound.
    package func reset() { sqlite3_reset(handle) }

    /// The first row's value, where there is a row.
    package func first<Value>(_ value: (PreparedStatement) -> Value) throws -> Value? {
        defer { reset() }
        return try step() ? value(self) : nil
    }

    // MARK: The row that it stands on

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// 0 where the column holds no whole number, as a damaged log may have it.
    package func number(_ column: Int32) -> Int { optionalNumber(column) ?? 0 }

    package func optionalNumber(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER
            ? Int(sqlite3_column_int64(handle, column)) : nil
    }

    /// The bytes of a text or a blob, to its end; they hold until the next step.
    package func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(handle, column)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// As SQLite's own readers have a text: to the first NUL, if a damaged log has one.
    package func bytesBeforeNUL(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let bytes = bytes(column)
        guard let start = bytes.baseAddress, let end = memchr(start, 0, bytes.count) else { return bytes }
        return UnsafeBufferPointer(start: start, count: UnsafeRawPointer(end) - UnsafeRawPointer(start))
    }

    package func textBeforeNUL(_ column: Int32) -> String {
        String(decoding: bytesBeforeNUL(column), as: UTF8.self)
    }

    package func cell(_ column: Int32) -> Cell {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .number(Int(sqlite3_column_int64(handle, column)))
        case SQLITE_TEXT:
            // What has to be mended to be read is not what was written.
            String(validating: bytes(column), as: UTF8.self).map { .text(ExactText($0)) } ?? .strange
        case SQLITE_BLOB: .blob(Array(bytes(column)))
        default: .strange
        }
    }

    package var cells: [Cell] { (0..<sqlite3_column_count(handle)).map(cell) }
}

/// What stands in a column, to be compared to the byte.
package enum Cell: Equatable {
    case null
    case number(Int)
    case text(ExactText)
    case blob([UInt8])
    /// Nothing that this program writes: a number with a fraction, a text that is no UTF-8.
    case strange

    package static func text(_ text: String) -> Cell { .text(ExactText(text)) }
    package static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .null }
}
