import CSQLite

/// An error of SQLite: its result code and its message.
package struct SQLiteError: Error, Equatable {
    /// A primary result code, without the extension of extended codes (https://www.sqlite.org/rescode.html).
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// SQLite's number of the code.
        package let rawValue: Int32

        package init(rawValue: Int32) { self.rawValue = rawValue }

        /// `SQLITE_ERROR`: an error for which there is no more specific code, such as wrong SQL.
        package static let error = Code(rawValue: SQLITE_ERROR)
        /// `SQLITE_PERM`: a new database could not get the access that was asked for.
        package static let permission = Code(rawValue: SQLITE_PERM)
        /// `SQLITE_ABORT`: the statement was ended early, for example by a rollback of its transaction.
        package static let abort = Code(rawValue: SQLITE_ABORT)
        /// `SQLITE_BUSY`: another connection holds a lock that is needed.
        package static let busy = Code(rawValue: SQLITE_BUSY)
        /// `SQLITE_LOCKED`: a statement of this connection, or of one with the same cache, is in the way.
        package static let locked = Code(rawValue: SQLITE_LOCKED)
        /// `SQLITE_NOMEM`: SQLite could not get the memory that it needs.
        package static let outOfMemory = Code(rawValue: SQLITE_NOMEM)
        /// `SQLITE_READONLY`: the statement writes, but the connection must not change the database.
        package static let readOnly = Code(rawValue: SQLITE_READONLY)
        /// `SQLITE_IOERR`: the operating system reported an error while reading or writing.
        package static let inputOutput = Code(rawValue: SQLITE_IOERR)
        /// `SQLITE_CORRUPT`: the database file is damaged.
        package static let corrupt = Code(rawValue: SQLITE_CORRUPT)
        /// `SQLITE_FULL`: the disk has no space left for the database.
        package static let full = Code(rawValue: SQLITE_FULL)
        /// `SQLITE_CANTOPEN`: a file of the database could not be opened.
        package static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
        /// `SQLITE_PROTOCOL`: other connections kept this one from getting its locks on the write-ahead log.
        package static let locking = Code(rawValue: SQLITE_PROTOCOL)
        /// `SQLITE_CONSTRAINT`: the statement violates a constraint of the schema.
        package static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
        /// `SQLITE_MISUSE`: a function of SQLite was called in a way that is not allowed.
        package static let misuse = Code(rawValue: SQLITE_MISUSE)
        /// `SQLITE_RANGE`: the statement has no parameter, or the row no column, of this number.
        package static let range = Code(rawValue: SQLITE_RANGE)
        /// `SQLITE_NOTADB`: the file is not an SQLite database.
        package static let notADatabase = Code(rawValue: SQLITE_NOTADB)
    }

    /// SQLite's extended result code.
    package let extendedCode: Int32
    /// What went wrong, in words: SQLite's message, or the one that was given when the error was made.
    package let message: String

    /// The primary result code.
    package var code: Code { Code(rawValue: extendedCode & 0xFF) }

    /// An error with an extended result code.
    ///
    /// - Parameters:
    ///   - extendedCode: SQLite's extended result code, or a primary one.
    ///   - message: the message; nil for SQLite's standard message for the code.
    package init(_ extendedCode: Int32, _ message: String? = nil) {
        self.extendedCode = extendedCode
        self.message = message ?? String(cString: sqlite3_errstr(extendedCode))
    }

    /// An error with a primary result code; without a message it has SQLite's standard message for the code.
    package init(_ code: Code, _ message: String? = nil) { self.init(code.rawValue, message) }
}
