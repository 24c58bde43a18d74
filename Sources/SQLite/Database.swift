import CSQLite

/// A connection to a database, in a file or in memory. Only one thread may use it at a time; it has no locks of its
/// own.
package final class Database {
    /// Whether a connection may write.
    package enum Access: Sendable {
        case reading
        /// Reads and writes; creates the file where there is none.
        case writing
    }

    // Every statement reads these. Exclusivity checks are turned off to save time: no callback of SQLite touches
    // these properties.
    /// nil after `close`.
    @exclusivity(unchecked) private var connection: OpaquePointer?
    @exclusivity(unchecked) private var statements = StatementCache()
    private let onBusy: (() -> Bool)?
    /// Whether a `transaction` or `savepoint` is running.
    @exclusivity(unchecked) var isInTransaction = false

    /// Turns off SQLite's memory statistics, before anything else is done with SQLite in this process.
    private static let isQuiet = chancery_sqlite_quiet() == SQLITE_OK

    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - name: a path, or a URI such as `file:log.db?immutable=1`.
    ///   - access: whether the connection may write.
    ///   - onBusy: is called when another connection holds a lock that is needed. It waits, and returns whether to
    ///     try again. If it returns false, or is nil, the operation fails with `busy`.
    package init(_ name: String, _ access: Access, onBusy: (() -> Bool)? = nil) throws(SQLiteError) {
        _ = Self.isQuiet
        self.onBusy = onBusy
        let mode = access == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(name, &connection, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
        // Even after a failure there may be a connection; `deinit` closes it.
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

    /// Opens a database in memory, which exists as long as the connection.
    package convenience init(inMemory access: Access = .writing) throws(SQLiteError) {
        try self.init(":memory:", access)
    }

    deinit {
        statements.clear()
        sqlite3_close(connection)
    }

    private var isToTryAgain: Bool { onBusy?() ?? false }

    /// Closes the connection. When the last connection to a database in WAL mode closes, SQLite moves the write-ahead
    /// log into the file.
    ///
    /// Throws `busy`, and leaves the connection open, while a statement of it is in use.
    package func close() throws(SQLiteError) {
        statements.clear()
        let code = sqlite3_close(connection)
        guard code == SQLITE_OK else { throw error(code) }
        connection = nil
    }

    /// The open connection; throws `misuse` after `close`.
    func open() throws(SQLiteError) -> OpaquePointer {
        guard let connection else { throw SQLiteError(.misuse, "the connection is closed") }
        return connection
    }

    /// The error for a result code, with SQLite's message for the last failure.
    func error(_ code: Int32) -> SQLiteError {
        SQLiteError(code, connection.map { String(cString: sqlite3_errmsg($0)) })
    }

    // MARK: Statements

    /// Runs SQL. Without `cells` it may be several statements; with `cells` it must be one, to which they are bound.
    package func execute(_ sql: String, _ cells: [Cell] = []) throws(SQLiteError) {
        guard cells.isEmpty else { return try PreparedStatement(self, sql, cells).run() }
        let connection = try open()
        try checkTransaction(connection)
        let code = sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// The number of rows that the last INSERT, UPDATE or DELETE changed.
    package var changesCount: Int { connection.map { Int(sqlite3_changes($0)) } ?? 0 }

    /// The number of rows changed since the connection was opened.
    package var totalChangesCount: Int { connection.map { Int(sqlite3_total_changes($0)) } ?? 0 }

    /// Moves the whole write-ahead log into the file, and truncates it (a checkpoint).
    package func emptyWriteAheadLog() throws(SQLiteError) {
        let code = sqlite3_wal_checkpoint_v2(try open(), "main", SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// A statement with these values bound, for exclusive use until it is given back.
    func acquire(_ sql: String, _ cells: [Cell]) throws(SQLiteError) -> StatementCache.Statement {
        let connection = try open()
        try checkTransaction(connection)
        var sql = sql
        let statement = try sql.withUTF8 { statements.acquire($0, connection) }.get()
        let code = statement.bind(cells)
        guard code == SQLITE_OK else {
            let error = error(code)
            statement.release()
            throw error
        }
        return statement
    }

    /// Throws `abort` where an error has ended the running transaction. Otherwise its remaining statements would be
    /// committed one by one.
    func checkTransaction(_ connection: OpaquePointer) throws(SQLiteError) {
        guard isInTransaction, sqlite3_get_autocommit(connection) != 0 else { return }
        throw SQLiteError(.abort, "an error has ended the transaction")
    }
}
