import FileSystem
import Glibc
import GRDB
import GRDBSQLite

/// An append-only log of numbered canonical texts, in one SQLite file.
///
/// Any number of processes may read while one writes; writers queue. What `write` has returned from is on the disk: WAL
/// with synchronous FULL. Whoever keeps tables beside the log (projections) writes them in the same transaction.
package final class EventStore {
    package let path: String
    private let database: DatabaseQueue
    private let queue: WriterQueue?

    package enum Access: Sendable { case reading, writing }

    /// Opens a log that exists.
    package init(at path: String, _ access: Access) throws {
        guard let resolved = realpath(path) else {
            let isMissing = [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG, EACCES].contains(errno)
            throw isMissing ? LogError.notFound(path: path) : LogError(errno: errno, path: path)
        }
        self.path = resolved
        queue = access == .writing ? try WriterQueue(log: resolved) : nil
        var information = stat()
        guard stat(resolved, &information) == 0 else { throw LogError(errno: errno, path: resolved) }
        guard information.st_mode & S_IFMT == S_IFREG else { throw LogError.notALog(path: resolved) }
        database = try Self.translating(resolved) { try Self.open(resolved, access) }
    }

    private static func open(_ path: String, _ access: Access) throws -> DatabaseQueue {
        do {
            let database = try DatabaseQueue(
                path: sqliteName(of: path), configuration: configuration(access))
            try database.read { db in try checkFormat(db, path: path) }
            // Somebody with the sqlite3 shell may have set another, in which a commit is durable only with more syncs.
            if access == .writing {
                try database.writeWithoutTransaction { db in
                    guard try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" else { return }
                    try db.execute(sql: "PRAGMA journal_mode = WAL")
                }
            }
            return database
        } catch let error as DatabaseError
            where access == .reading && FileSystem.access(path + "-wal", F_OK) != 0
        {
            // Even a reader wants to write beside the log (its shared memory). Where that is not to be, and everything
            // is in the file itself, the file can be read as one that nobody changes.
            guard
                [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL].contains(error.resultCode)
            else {
                throw error
            }
            let database = try DatabaseQueue(
                path: sqliteName(of: path, "?immutable=1"), configuration: configuration(access))
            try database.read { db in try checkFormat(db, path: path) }
            return database
        }
    }

    /// Makes a new log, with whatever `fill` puts into it: beside its place, and moved there when it is whole, so that there
    /// is never half a log.
    package static func create(
        at path: String, settings: [String: String], fill: (EventStore) throws -> Void = { _ in }
    ) throws {
        let draft = try Draft(of: path)
        defer { draft.clear() }
        do {
            let database = try DatabaseQueue(
                path: sqliteName(of: draft.path), configuration: configuration(.writing))
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL")
                try db.inTransaction(.immediate) {
                    try db.execute(sql: LogSchema.sql)
                    try db.execute(sql: "PRAGMA application_id = \(LogSchema.applicationID)")
                    try db.execute(sql: "PRAGMA user_version = \(LogSchema.version)")
                    for (name, value) in settings {
                        try db.execute(sql: "INSERT INTO setting VALUES (?, ?)", arguments: [name, value])
                    }
                    return .commit
                }
            }
            try database.close()
        } catch let error as DatabaseError {
            throw LogError(error, path: path)
        }
        do {
            let store = try EventStore(at: draft.path, .writing)
            try fill(store)
            try store.moveAllIntoFile()
            try store.close()
        } catch LogError.full {
            throw LogError.full(path: path)
        } catch LogError.failed(_, let reason) {
            throw LogError.failed(path: path, reason: reason)
        }
        try draft.moveIntoPlace()
    }

    /// Leaves nothing in the write-ahead log, which is to be thrown away: closing would try the same, and not say so where it
    /// fails.
    private func moveAllIntoFile() throws {
        try Self.translating(path) {
            _ = try database.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        }
    }

    private static func configuration(_ access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access == .reading
        configuration.label = "log"
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(20)
        configuration.prepareDatabase { db in
            try Self.run(
                """
                PRAGMA synchronous = FULL;
                PRAGMA secure_delete = OFF;
                PRAGMA trusted_schema = OFF;
                PRAGMA cell_size_check = ON;
                PRAGMA temp_store = FILE;
                PRAGMA cache_size = -16000;
                """, db)
        }
        return configuration
    }

    /// Runs statements without parameters and rows, at once.
    private static func run(_ sql: String, _ db: Database) throws {
        let code = sqlite3_exec(db.sqliteConnection, sql, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
        }
    }

    private static func checkFormat(_ db: Database, path: String) throws {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard application == LogSchema.applicationID else { throw LogError.notALog(path: path) }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= LogSchema.version else { throw LogError.newer(path: path, version: version) }
    }

    // MARK: Transactions

    /// Reads from one moment of the log.
    package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.translating(path) {
            // GRDB's own `read` would set the connection to read only and back, each time.
            try database.unsafeRead { db in
                var result: Result?
                try db.inTransaction(.deferred) {
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw LogError.failed(path: path, reason: "nothing was read") }
                return result
            }
        }
    }

    /// Waits for its turn and writes in one transaction: all of it is there afterwards, durably, or nothing.
    package func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
        guard let queue else { throw LogError.readOnly(path: path) }
        return try Self.translating(path) {
            try queue.holding {
                var result: Result?
                try database.writeWithoutTransaction { db in
                    try db.inTransaction(.immediate) {
                        result = try body(db)
                        return .commit
                    }
                }
                guard let result else { throw LogError.failed(path: path, reason: "nothing was written") }
                return result
            }
        }
    }

    /// Closes the log. A writer's closing moves what is in the write-ahead log into the file, so it waits for its turn.
    package func close() throws {
        try Self.translating(path) {
            if let queue { try queue.holding { try database.close() } } else { try database.close() }
        }
    }

    /// SQLite's own check of its pages and indexes; what it finds, in its words.
    package func integrityFindings() throws -> [String] {
        try read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check(1000)").filter { $0 != "ok" }
        }
    }

    /// Writes a copy of the log as it is at this moment, while others go on writing.
    package func backup(to path: String) throws {
        let draft = try Draft(of: path)
        defer { draft.clear() }
        try Self.translating(path) {
            // One statement is one moment; the backup interface would begin again whenever somebody writes.
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [sqliteName(of: draft.path)])
            }
        }
        try draft.moveIntoPlace()
    }

    private static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw LogError(error, path: path)
        } catch is any UnreadableRow {
            throw LogError.damaged(
                path: path,
                reason: "a row that is drawn from its events cannot be read; `chancery replay` draws it anew")
        }
    }
}
