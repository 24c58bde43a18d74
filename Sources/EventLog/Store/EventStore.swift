import Platform
import SQLite
import SystemPackage

/// An append-only log of numbered canonical texts in one SQLite file.
///
/// Any number of processes can read while one writes; writers queue. When `write` returns, the transaction is
/// on the disk: the database is in WAL mode with `synchronous = FULL`. Tables that are derived from the log
/// (projections) are written in the same transaction.
package final class EventStore {
    /// The path of the log's file, with symbolic links resolved.
    package var path: FilePath { file.path }
    /// Files beside the log that do not belong to it, in words, for an audit.
    package let sideFindings: [String]
    // Properties are released in this order. Closing a descriptor of `file` drops SQLite's locks on it, so
    // the database has to be closed first.
    private let database: Database
    private let queue: WriterQueue?
    /// Waits for locks that other processes hold.
    let wait: LockWait
    /// The log's file and the locks on it.
    let file: LogFile
    /// The earlier release of the program that made the file; nil if the file is of this version. Set only if
    /// the log was opened for writing; the first `write` migrates the log.
    package private(set) var earlierRelease: String?
    /// Whether the file is a post's copy of a shared log.
    package let isCopy: Bool
    /// Whether `inTurn` holds the queue of writers.
    private var isInTurn = false
    /// Called before a log of an earlier version is migrated, with the release that made it and the path of
    /// the copy.
    package var onMigration: (_ release: String, _ copy: FilePath) -> Void = { _, _ in }

    /// What a store is opened for.
    package enum Access: Sendable {
        case reading, writing
        /// Reads what is in the file even if a rollback journal or a foreign write-ahead log lies beside it.
        /// The next writer would write these into the file.
        case auditing
    }

    /// Opens an existing log.
    ///
    /// - Parameters:
    ///   - path: the path of the log's file.
    ///   - access: what the log is opened for.
    ///   - onWait: called once with the log's path when other processes have held the log for more than two
    ///     seconds.
    /// - Throws: `LogError`, for example `.notFound`, `.notALog`, `.newer`, `.journalBeside`, `.foreignWAL`
    ///   or `.busy`.
    package convenience init(
        at path: FilePath, _ access: Access, onWait: @escaping @Sendable (FilePath) -> Void = { _ in }
    ) throws {
        try self.init(at: path, access, waiting: LockWait.minute, onWait: onWait)
    }

    init(
        at path: FilePath, _ access: Access, waiting limit: Double,
        onWait: @escaping @Sendable (FilePath) -> Void = { _ in }
    ) throws {
        let file = try LogFile(at: path, access)
        let wait = LockWait(path: file.path, limit: limit, notice: onWait)
        let hasJournal = file.hasRollbackJournal()
        guard !hasJournal || access == .auditing else { throw LogError.journalBeside(path: file.path) }
        let events = hasJournal ? nil : EventsInFile(file)
        if access == .writing, events != nil {
            // Check the write-ahead log on a read-only connection first. A connection that can write would
            // move its pages into the file.
            try Self.translating(file.path) { try Self.open(file, .reading, wait, finding: events).close() }
        }
        queue = access == .writing ? try WriterQueue(file, wait) : nil
        database = try Self.translating(file.path) {
            hasJournal
                ? try Self.openImage(LogImage(file, wait, besideJournal: true), access, wait)
                : try Self.open(file, access, wait, finding: access == .writing ? nil : events)
        }
        let isOfAnother =
            access == .auditing && (try? events?.isOfAnotherKey(database)) == true
        sideFindings =
            (hasJournal ? ["a rollback journal that Chancery did not write lies beside the log"] : [])
            + (isOfAnother ? ["the write-ahead log beside it belongs to another log"] : [])
        (self.file, self.wait) = (file, wait)
        let version = try Self.translating(file.path) { [database] in try LogSchema.version(of: database) }
        isCopy = version == LogSchema.versionOfCopies
        if access == .writing { earlierRelease = LogSchema.earlierReleases[version] }
    }

    /// Makes a temporary log in memory that is filled from another log, for example with some of its events
    /// left out.
    ///
    /// - Parameters:
    ///   - other: the log whose path error messages name.
    ///   - settings: the rows of the `setting` table.
    ///   - fill: appends the events.
    package init(inMemoryFor other: EventStore, settings: [String: String], fill: (Log) throws -> Void) throws
    {
        (file, wait, queue, sideFindings, isCopy) = (other.file, other.wait, nil, [], false)
        database = try Self.translating(other.path) {
            let database = try Self.connect(":memory:", .writing, other.wait)
            try database.transaction(.immediate) {
                try LogSchema.create(database, settings)
                try fill(Log(database))
            }
            return database
        }
    }

    /// Opens the file and checks that the connection sees the events that are in the file itself.
    ///
    /// - Parameter events: events read from the file alone; nil if there is nothing to check. If SQLite does
    ///   not find them, the write-ahead log is not this log's, and `LogError.foreignWAL` is thrown.
    private static func open(
        _ file: LogFile, _ access: Access, _ wait: LockWait, finding events: EventsInFile?
    ) throws -> Database {
        do {
            return try open(file, access, wait) { db in
                guard try events?.areFound(db) ?? true else { throw LogError.foreignWAL(path: file.path) }
                try checkFormat(db, path: file.path)
            }
        } catch let error as SQLiteError where events != nil && EventsInFile.isDisorder(error) {
            throw LogError.foreignWAL(path: file.path)
        }
    }

    private static func open(
        _ file: LogFile, _ access: Access, _ wait: LockWait, checking check: (Database) throws -> Void
    ) throws -> Database {
        func image() throws -> Database {
            let database = try openImage(LogImage(file, wait), access, wait)
            try database.transaction(.deferred) { try check(database) }
            return database
        }
        // SQLite writes shared memory beside the log even for a reader. A user who may not write to the log
        // must not create that file, because it would shut out the users who may. If the disk is full, the
        // file cannot be created. In both cases read an image of the log instead.
        if access != .writing, !file.isWritable { return try image() }
        do {
            wait.begin()
            return try patiently(wait) {
                let database = try connect(file.path.sqliteName(), access, wait)
                try database.transaction(.deferred) { try check(database) }
                // Another program may have set another journal mode, in which a durable commit needs more
                // syncs.
                if access == .writing,
                    try PreparedStatement(database, "PRAGMA journal_mode").first({ $0.textBeforeNUL(0) })
                        != "wal"
                {
                    try database.execute("PRAGMA journal_mode = WAL")
                }
                return database
            }
        } catch let error as SQLiteError
            where access != .writing
            && [.cannotOpen, .readOnly, .inputOutput, .full].contains(error.code)
        {
            return try image()
        }
    }

    /// Repeats `body` while SQLite reports that other connections hold locks, including cases in which SQLite
    /// itself does not wait.
    ///
    /// - Parameter hasBegun: true if `body` has got past its locks; then the error is passed on.
    private static func patiently<Result>(
        _ wait: LockWait, unless hasBegun: () -> Bool = { false }, _ body: () throws -> Result
    ) throws -> Result {
        while true {
            do {
                return try body()
            } catch let error as SQLiteError
                where [.busy, .locking].contains(error.code) && !hasBegun()
            {
                try wait.pause()
            }
        }
    }

    /// Creates a new log under a temporary name and renames it when it is complete, so that a partial log
    /// never exists.
    ///
    /// - Parameters:
    ///   - path: the path of the new file.
    ///   - settings: the initial rows of the `setting` table.
    ///   - isCopy: whether the log is a post's copy of a shared log.
    ///   - fill: appends the first events.
    ///   - beforeRename: called when the log is complete and on the disk, before it gets its name. If it
    ///     throws, no log is created.
    package static func create(
        at path: FilePath, settings: [String: String], isCopy: Bool = false,
        fill: (EventStore) throws -> Void = { _ in },
        beforeRename: () throws -> Void = {}
    ) throws {
        let draft = Draft(of: try NewFile(path))
        defer { draft.clear() }
        do {
            let database = try connect(draft.path.sqliteName(), .writing, LockWait(path: path))
            try database.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL")
            try database.transaction(.immediate) {
                let version = isCopy ? LogSchema.versionOfCopies : LogSchema.version
                try LogSchema.create(database, settings, version: version)
                try database.execute(
                    """
                    PRAGMA application_id = \(LogSchema.applicationID);
                    PRAGMA user_version = \(version);
                    """)
            }
            try database.close()
        } catch let error as SQLiteError {
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
        try draft.finish()
        try beforeRename()
        try draft.moveIntoPlace()
    }

    /// Throws if a new log cannot be created at this path. Nothing is created.
    package static func checkPlace(_ path: FilePath) throws { _ = try NewFile(path) }

    /// Moves everything from the write-ahead log into the file, because the draft's write-ahead log is
    /// deleted. Closing does the same, but does not report errors.
    private func moveAllIntoFile() throws {
        try Self.translating(path) { try database.emptyWriteAheadLog() }
    }

    private static func connect(_ name: String, _ access: Access, _ wait: LockWait) throws -> Database {
        let database = try Database(name, access == .writing ? .writing : .reading, onBusy: wait.pauses)
        try database.execute(
            """
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = OFF;
            PRAGMA trusted_schema = OFF;
            PRAGMA cell_size_check = ON;
            PRAGMA temp_store = FILE;
            PRAGMA cache_size = -16000;
            """)
        return database
    }

    private static func openImage(_ image: LogImage, _ access: Access, _ wait: LockWait) throws -> Database {
        let database = try connect(":memory:", access, wait)
        try image.load(into: database)
        return database
    }

    private static func checkFormat(_ db: Database, path: FilePath) throws {
        let application = try PreparedStatement(db, "PRAGMA application_id").first { $0.number(0) }
        guard application == LogSchema.applicationID else { throw LogError.notALog(path: path) }
        let version = try LogSchema.version(of: db)
        guard version <= LogSchema.versionOfCopies else {
            throw LogError.newer(path: path, version: version)
        }
    }

    // MARK: Transactions

    /// Runs `body` in a read transaction: it sees the log at one moment.
    package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.translating(path) {
            wait.begin()
            var hasBegun = false
            return try Self.patiently(wait, unless: { hasBegun }) {
                try database.transaction(.deferred) {
                    // This first query takes all locks that a reader may have to wait for, so that `body`
                    // itself is never repeated.
                    try PreparedStatement(database, "SELECT 1 FROM sqlite_schema LIMIT 1").run()
                    hasBegun = true
                    return try body(database)
                }
            }
        }
    }

    /// Waits for its turn and runs `body` in one write transaction. When this returns, all changes are
    /// durable; if it throws, none is made. A log of an earlier version is migrated first.
    ///
    /// - Parameters:
    ///   - isDurable: false for changes that can be had again, such as events that a server has: they survive
    ///     the end of the process, but the newest of them may be lost with the power.
    ///   - body: reads and writes.
    /// - Throws: `LogError.readOnly` if the store was not opened for writing; `.busy` after a minute of
    ///   waiting; whatever `body` throws.
    package func write<Result>(isDurable: Bool = true, _ body: (Database) throws -> Result) throws -> Result {
        if earlierRelease != nil {
            try writeInTurn(isDurable: true, migrate)
            earlierRelease = nil
        }
        return try writeInTurn(isDurable: isDurable, body)
    }

    private func writeInTurn<Result>(isDurable: Bool, _ body: (Database) throws -> Result) throws -> Result {
        guard queue != nil else { throw LogError.readOnly(path: path) }
        return try Self.translating(path) {
            guard isInTurn else { return try inTurn { try transaction(isDurable: isDurable, body) } }
            return try transaction(isDurable: isDurable, body)
        }
    }

    private func transaction<Result>(isDurable: Bool, _ body: (Database) throws -> Result) throws -> Result {
        // With NORMAL, SQLite syncs the write-ahead log only when its pages are moved into the file.
        if !isDurable { try database.execute("PRAGMA synchronous = NORMAL") }
        defer { if !isDurable { try? database.execute("PRAGMA synchronous = FULL") } }
        var hasBegun = false
        return try Self.patiently(wait, unless: { hasBegun }) {
            try database.transaction(.immediate) {
                hasBegun = true
                return try body(database)
            }
        }
    }

    /// Waits for its turn among the writers, and keeps it for all transactions in `body`.
    package func inTurn<Result>(_ body: () throws -> Result) throws -> Result {
        guard let queue else { throw LogError.readOnly(path: path) }
        return try queue.holding {
            isInTurn = true
            defer { isInTurn = false }
            return try body()
        }
    }

    /// Closes the log. A writer moves the content of the write-ahead log into the file when it closes, so it
    /// waits for its turn. This is done even if the file has been renamed or has several names, because the
    /// file's content is the same under all of them.
    package func close() throws {
        try Self.translating(path) {
            if let queue {
                try queue.holding(checking: false) { try database.close() }
            } else {
                try database.close()
            }
        }
    }

    private static func translating<Result>(_ path: FilePath, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLiteError {
            throw LogError(error, path: path)
        } catch is any UnreadableRow {
            throw LogError.derivedRowUnreadable(path: path)
        }
    }
}
