import CSQLite

/// An error of SQLite: its result code and its message.
package struct SQLiteError: Error, Equatable {
    /// A primary result code, without the extension of extended codes (https://www.sqlite.org/rescode.html).
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: Int32

        package init(rawValue: Int32) { self.rawValue = rawValue }

        package static let error = Code(rawValue: SQLITE_ERROR)
        package static let permission = Code(rawValue: SQLITE_PERM)
        package static let abort = Code(rawValue: SQLITE_ABORT)
        package static let busy = Code(rawValue: SQLITE_BUSY)
        package static let locked = Code(rawValue: SQLITE_LOCKED)
        package static let outOfMemory = Code(rawValue: SQLITE_NOMEM)
        package static let readOnly = Code(rawValue: SQLITE_READONLY)
        package static let inputOutput = Code(rawValue: SQLITE_IOERR)
        package static let corrupt = Code(rawValue: SQLITE_CORRUPT)
        package static let full = Code(rawValue: SQLITE_FULL)
        package static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
        package static let locking = Code(rawValue: SQLITE_PROTOCOL)
        package static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
        package static let misuse = Code(rawValue: SQLITE_MISUSE)
        package static let range = Code(rawValue: SQLITE_RANGE)
        package static let notADatabase = Code(rawValue: SQLITE_NOTADB)
    }

    /// SQLite's extended result code.
    package let extendedCode: Int32
    package let message: String

    /// The primary result code.
    package var code: Code { Code(rawValue: extendedCode & 0xFF) }

    /// - Parameter message: SQLite's standard message for the code, if nil.
    package init(_ extendedCode: Int32, _ message: String? = nil) {
        self.extendedCode = extendedCode
        self.message = message ?? String(cString: sqlite3_errstr(extendedCode))
    }

    package init(_ code: Code, _ message: String? = nil) { self.init(code.rawValue, message) }
}
