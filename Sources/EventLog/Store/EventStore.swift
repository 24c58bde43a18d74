import FileSystem
import Glibc
import GRDB
import GRDBSQLite

/// An append-only log of numbered canonical texts, in one SQLite file.
///
/// Any number of processes may read while one writes; writers queue. What `write` has returned from is on the disk: WAL
/// with synchronous FULL. Whoever keeps tables beside the log (projections) writes them in the same transaction.
package final class EventStore {
    package var path: String { file.path }
    /// What lies beside the log and does not belong to it, in words; for who audits.
    package let sideFindings: [String]
    // In this order they go: SQLite's locks last no longer than the descriptors of `file`.
    private let database: DatabaseQueue
    private let queue: WriterQueue?
    private let wait: LockWait
    private let file: LogFile

    package enum Access: Sendable {
        case reading, writing
        /// Reading what lies in the file, even where something lies beside it that is written over it by whoever writes next.
        case auditing
    }

    /// Opens a log that exists.
    ///
    /// - Parameter onWait: is told the log's path, once, when others have held it for more than two seconds.
    package convenience init(
        at path: String, _ access: Access, onWait: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        try self.init(at: path, access, waiting: LockWait.minute, onWait: onWait)
    }

    init(
        at path: String, _ access: Access, waiting limit: Double,
        onWait: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let file = try LogFile(at: path, access)
        let wait = LockWait(path: file.path, limit: limit, notice: onWait)
        let hasJournal = try file.hasRollbackJournal()
        guard !hasJournal || access == .auditing else { throw LogError.journalBeside(path: file.path) }
        let events = hasJournal ? nil : EventsInFile(file)
        if access == .writing, events != nil {
            // Seen through by who cannot write, before anybody can who would move pages into the file.
            try Self.translating(file.path) { try Self.open(file, .reading, wait, finding: events).close() }
        }
        queue = access == .writing ? try WriterQueue(file, wait) : nil
        database = try Self.translating(file.path) {
            hasJournal
                ? try LogImage(file, wait, besideJournal: true).open(Self.configuration(access, wait))
                : try Self.open(file, access, wait, finding: access == .writing ? nil : events)
        }
        let isOfAnother =
            access == .auditing && (try? database.read { try events?.isOfAnotherKey($0) }) == true
        sideFindings =
            (hasJournal ? ["a rollback journal that is none of Chancery's lies beside the log"] : [])
            + (isOfAnother ? ["the write-ahead log beside it belongs to another log"] : [])
        (self.file, self.wait) = (file, wait)
    }

    /// A log in memory, for as long as a question takes: what remains of another where some of it is left out.
    package init(inMemoryFor other: EventStore, settings: [String: String], fill: (Log) throws -> Void) throws
    {
        (file, wait, queue, sideFindings) = (other.file, other.wait, nil, [])
        database = try Self.translating(other.path) {
            let database = try DatabaseQueue(configuration: Self.configuration(.writing, other.wait))
            try database.writeWithoutTransaction { db in
                try db.inTransaction {
                    try db.execute(sql: LogSchema.sql)
                    for (name, value) in settings {
                        try db.execute(sql: "INSERT INTO setting VALUES (?, ?)", arguments: [name, value])
                    }
                    try fill(Log(db))
                    return .commit
                }
            }
            return database
        }
    }

    /// - Parameter events: what has to be found in it, as the write-ahead log is none of its own otherwise.
    private static func open(
        _ file: LogFile, _ access: Access, _ wait: LockWait, finding events: EventsInFile?
    ) throws -> DatabaseQueue {
        do {
            return try open(file, access, wait) { db in
                guard try events?.areFound(db) ?? true else { throw LogError.foreignWAL(path: file.path) }
                try checkFormat(db, path: file.path)
            }
        } catch let error as DatabaseError where events != nil && EventsInFile.isDisorder(error) {
            throw LogError.foreignWAL(path: file.path)
        }
    }

    private static func open(
        _ file: LogFile, _ access: Access, _ wait: LockWait, checking check: (Database) throws -> Void
    ) throws -> DatabaseQueue {
        func image() throws -> DatabaseQueue {
            let database = try LogImage(file, wait).open(configuration(access, wait))
            try database.read(check)
            return database
        }
        // Even a reader writes beside the log: SQLite's shared memory. Who may not write to the log must not, as he would
        // shut out who may; and who cannot, because the disk is full, reads what there is.
        if access != .writing, !file.isWritable { return try image() }
        do {
            wait.begin()
            return try patiently(wait) {
                let database = try DatabaseQueue(
                    path: sqliteName(of: file.path), configuration: configuration(access, wait))
                try database.read(check)
                // Somebody with the sqlite3 shell may have set another, in which a commit is durable only with more syncs.
                if access == .writing {
                    try database.writeWithoutTransaction { db in
                        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" else { return }
                        try db.execute(sql: "PRAGMA journal_mode = WAL")
                    }
                }
                return database
            }
        } catch let error as DatabaseError
            where access != .writing
            && [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL].contains(error.resultCode)
        {
            return try image()
        }
    }

    /// Does something again as long as SQLite says that others are at work, and not only where it waits for them itself.
    private static func patiently<Result>(
        _ wait: LockWait, unless hasBegun: () -> Bool = { false }, _ body: () throws -> Result
    ) throws -> Result {
        while true {
            do {
                return try body()
            } catch let error as DatabaseError
                where [.SQLITE_BUSY, .SQLITE_PROTOCOL].contains(error.resultCode) && !hasBegun()
            {
                try wait.pause()
            }
        }
    }

    /// Makes a new log, with whatever `fill` puts into it: beside its place, and moved there when it is whole, so that there
    /// is never half a log.
    package static func create(
        at path: String, settings: [String: String], fill: (EventStore) throws -> Void = { _ in }
    ) throws {
        let draft = Draft(of: try NewPlace(path))
        defer { draft.clear() }
        do {
            let database = try DatabaseQueue(
                path: sqliteName(of: draft.path), configuration: configuration(.writing, LockWait(path: path))
            )
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

    /// Throws where no new log can be made, before anything is.
    package static func checkPlace(_ path: String) throws { _ = try NewPlace(path) }

    /// Leaves nothing in the write-ahead log, which is to be thrown away: closing would try the same, and not say so where it
    /// fails.
    private func moveAllIntoFile() throws {
        try Self.translating(path) {
            _ = try database.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        }
    }

    private static func configuration(_ access: Access, _ wait: LockWait) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access != .writing
        configuration.label = "log"
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .callback { _ in wait.pauses() }
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
            wait.begin()
            // GRDB's own `read` would set the connection to read only and back, each time.
            return try database.unsafeRead { db in
                var result: Result?
                var hasBegun = false
                try Self.patiently(wait, unless: { hasBegun }) {
                    try db.inTransaction(.deferred) {
                        // Whatever holds a reader up holds him up here, and not within `body`.
                        try PreparedStatement(shared: db, "SELECT 1 FROM sqlite_schema LIMIT 1").run()
                        hasBegun = true
                        result = try body(db)
                        return .commit
                    }
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
                var hasBegun = false
                try database.writeWithoutTransaction { db in
                    try Self.patiently(wait, unless: { hasBegun }) {
                        try db.inTransaction(.immediate) {
                            hasBegun = true
                            result = try body(db)
                            return .commit
                        }
                    }
                }
                guard let result else { throw LogError.failed(path: path, reason: "nothing was written") }
                return result
            }
        }
    }

    /// Closes the log. A writer's closing moves what is in the write-ahead log into the file, so it waits for its turn; and
    /// it does so whatever has become of the file's names, as what is in the file is there under each of them.
    package func close() throws {
        try Self.translating(path) {
            if let queue {
                try queue.holding(checking: false) { try database.close() }
            } else {
                try database.close()
            }
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
        let copy = try LogCopy(to: NewPlace(path))
        defer { copy.close() }
        let size = try LogImage(file, wait).read { try copy.write($0, at: $1) }
        try copy.finish(size: size, like: file)
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
