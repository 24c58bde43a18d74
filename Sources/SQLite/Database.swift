import CSQLite

/// A connection to a database: a file, or a place in memory. One thread uses it at a time; it has no locks of its own.
package final class Database {
    package enum Access: Sendable {
        case reading
        /// Where there is no file it is made.
        case writing
    }

    // These are asked for with every statement. Swift need not look whether they are in use meanwhile: nothing that SQLite
    // calls back touches them.
    /// nil once it is closed.
    @exclusivity(unchecked) private var connection: OpaquePointer?
    @exclusivity(unchecked) private var statements = StatementCache()
    private let onBusy: (() -> Bool)?
    /// Whether it is within `transaction` or `savepoint`.
    @exclusivity(unchecked) var isInTransaction = false

    /// Before anything else is done with SQLite in this process.
    private static let isQuiet = chancery_sqlite_quiet() == SQLITE_OK

    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - name: a path, or a URI as `file:log.db?immutable=1`.
    ///   - onBusy: is asked when others have a lock that is wanted, and waits: whether it is tried once more. Where there
    ///     is none, and where it says false, what was wanted fails with `busy`.
    package init(_ name: String, _ access: Access, onBusy: (() -> Bool)? = nil) throws(SQLiteError) {
        _ = Self.isQuiet
        self.onBusy = onBusy
        let mode = access == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(name, &connection, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
        // Even where it could not be opened there may be a connection, which goes with this value.
        guard code == SQLITE_OK, let connection else { throw SQLiteError(code) }
        sqlite3_extended_result_codes(connection, 1)
        chancery_sqlite_quotes_are_names(connection)
        if onBusy != nil {
            sqlite3_busy_handler(
                connection,
                { database, _ in
                    guard let database else { return 0 }
                    return Unmanaged<Database>.fromOpaque(database).takeUnretainedValue().isToTryAgain ? 1 : 0
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    /// A database in memory, which is gone with its connection.
    package convenience init(inMemory access: Access = .writing) throws(SQLiteError) {
        try self.init(":memory:", access)
    }

    deinit {
        statements.clear()
        sqlite3_close(connection)
    }

    private var isToTryAgain: Bool { onBusy?() ?? false }

    /// Closes the connection. The last to close a database in WAL mode moves what is in the write-ahead log into the file.
    ///
    /// Throws `busy`, and leaves it open, where somebody still has a statement of it.
    package func close() throws(SQLiteError) {
        statements.clear()
        let code = sqlite3_close(connection)
        guard code == SQLITE_OK else { throw error(code) }
        connection = nil
    }

    func open() throws(SQLiteError) -> OpaquePointer {
        guard let connection else { throw SQLiteError(.misuse, "the connection is closed") }
        return connection
    }

    /// What SQLite says of the last thing that went wrong.
    func error(_ code: Int32) -> SQLiteError {
        SQLiteError(code, connection.map { String(cString: sqlite3_errmsg($0)) })
    }

    // MARK: Statements

    /// Runs statements one after the other; those with parameters are run one at a time.
    package func execute(_ sql: String, _ cells: [Cell] = []) throws(SQLiteError) {
        guard cells.isEmpty else { return try PreparedStatement(self, sql, cells).run() }
        let connection = try open()
        try checkTransaction(connection)
        let code = sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed.
    package var changesCount: Int { connection.map { Int(sqlite3_changes($0)) } ?? 0 }

    /// How many rows have been changed since the connection was opened.
    package var totalChangesCount: Int { connection.map { Int(sqlite3_total_changes($0)) } ?? 0 }

    /// Moves all that is in the write-ahead log into the file, and leaves nothing in it.
    package func emptyWriteAheadLog() throws(SQLiteError) {
        let code = sqlite3_wal_checkpoint_v2(try open(), "main", SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    func lend(_ sql: String, _ cells: [Cell]) throws(SQLiteError) -> StatementCache.Statement {
        let connection = try open()
        try checkTransaction(connection)
        var sql = sql
        let statement = try sql.withUTF8 { statements.lend($0, connection) }.get()
        let code = statement.bind(cells)
        guard code == SQLITE_OK else {
            let error = error(code)
            statement.giveBack()
            throw error
        }
        return statement
    }

    /// Some errors end a transaction by themselves. What was to be written in it must not be written by itself then.
    func checkTransaction(_ connection: OpaquePointer) throws(SQLiteError) {
        guard isInTransaction, sqlite3_get_autocommit(connection) != 0 else { return }
        throw SQLiteError(.abort, "an error has ended the transaction")
    }
}
