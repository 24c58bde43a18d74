import FileSystem
import Glibc
import SQLite

/// An append-only log of numbered canonical texts, in one SQLite file.
///
/// Any number of processes may read while one writes; writers queue. What `write` has returned from is on the disk: WAL
/// with synchronous FULL. Whoever keeps tables beside the log (projections) writes them in the same transaction.
package final class EventStore {
    package var path: String { file.path }
    /// What lies beside the log and does not belong to it, in words; for who audits.
    package let sideFindings: [String]
    // In this order they go: SQLite's locks last no longer than the descriptors of `file`.
    private let database: Database
    private let queue: WriterQueue?
    let wait: LockWait
    let file: LogFile
    /// The release that made the file, where that is an earlier one: whoever opened it to write migrates it first.
    package private(set) var earlierRelease: String?
    /// Is told, when a log of an earlier version is about to be migrated, which release made it and where the copy of it is.
    package var onMigration: (_ release: String, _ copy: String) -> Void = { _, _ in }

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
                ? try Self.openImage(LogImage(file, wait, besideJournal: true), access, wait)
                : try Self.open(file, access, wait, finding: access == .writing ? nil : events)
        }
        let isOfAnother =
            access == .auditing && (try? events?.isOfAnotherKey(database)) == true
        sideFindings =
            (hasJournal ? ["a rollback journal that is none of Chancery's lies beside the log"] : [])
            + (isOfAnother ? ["the write-ahead log beside it belongs to another log"] : [])
        (self.file, self.wait) = (file, wait)
        if access == .writing {
            earlierRelease = try Self.translating(file.path) {
                try LogSchema.earlierReleases[LogSchema.version(of: database)]
            }
        }
    }

    /// A log in memory, for as long as a question takes: what remains of another where some of it is left out.
    package init(inMemoryFor other: EventStore, settings: [String: String], fill: (Log) throws -> Void) throws
    {
        (file, wait, queue, sideFindings) = (other.file, other.wait, nil, [])
        database = try Self.translating(other.path) {
            let database = try Self.connect(":memory:", .writing, other.wait)
            try database.transaction(.immediate) {
                try LogSchema.lay(database, settings)
                try fill(Log(database))
            }
            return database
        }
    }

    /// - Parameter events: what has to be found in it, as the write-ahead log is none of its own otherwise.
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
        // Even a reader writes beside the log: SQLite's shared memory. Who may not write to the log must not, as he would
        // shut out who may; and who cannot, because the disk is full, reads what there is.
        if access != .writing, !file.isWritable { return try image() }
        do {
            wait.begin()
            return try patiently(wait) {
                let database = try connect(sqliteName(of: file.path), access, wait)
                try database.transaction(.deferred) { try check(database) }
                // Somebody with the sqlite3 shell may have set another, in which a commit is durable only with more syncs.
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

    /// Does something again as long as SQLite says that others are at work, and not only where it waits for them itself.
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

    /// Makes a new log, with whatever `fill` puts into it: beside its place, and moved there when it is whole, so that there
    /// is never half a log.
    package static func create(
        at path: String, settings: [String: String], fill: (EventStore) throws -> Void = { _ in },
        beforeItIsNamed: () throws -> Void = {}
    ) throws {
        let draft = Draft(of: try NewFile(path))
        defer { draft.clear() }
        do {
            let database = try connect(sqliteName(of: draft.path), .writing, LockWait(path: path))
            try database.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL")
            try database.transaction(.immediate) {
                try LogSchema.lay(database, settings)
                try database.execute(
                    """
                    PRAGMA application_id = \(LogSchema.applicationID);
                    PRAGMA user_version = \(LogSchema.version);
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
        try beforeItIsNamed()
        try draft.moveIntoPlace()
    }

    /// Throws where no new log can be made, before anything is.
    package static func checkPlace(_ path: String) throws { _ = try NewFile(path) }

    /// Leaves nothing in the write-ahead log, which is to be thrown away: closing would try the same, and not say so where it
    /// fails.
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

    private static func checkFormat(_ db: Database, path: String) throws {
        let application = try PreparedStatement(db, "PRAGMA application_id").first { $0.number(0) }
        guard application == LogSchema.applicationID else { throw LogError.notALog(path: path) }
        let version = try LogSchema.version(of: db)
        guard version <= LogSchema.version else { throw LogError.newer(path: path, version: version) }
    }

    // MARK: Transactions

    /// Reads from one moment of the log.
    package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.translating(path) {
            wait.begin()
            var hasBegun = false
            return try Self.patiently(wait, unless: { hasBegun }) {
                try database.transaction(.deferred) {
                    // Whatever holds a reader up holds him up here, and not within `body`.
                    try PreparedStatement(database, "SELECT 1 FROM sqlite_schema LIMIT 1").run()
                    hasBegun = true
                    return try body(database)
                }
            }
        }
    }

    /// Waits for its turn and writes in one transaction: all of it is there afterwards, durably, or nothing. A log of an
    /// earlier version is migrated first.
    package func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
        if earlierRelease != nil {
            try writeInTurn(migrate)
            earlierRelease = nil
        }
        return try writeInTurn(body)
    }

    private func writeInTurn<Result>(_ body: (Database) throws -> Result) throws -> Result {
        guard let queue else { throw LogError.readOnly(path: path) }
        return try Self.translating(path) {
            try queue.holding {
                var hasBegun = false
                return try Self.patiently(wait, unless: { hasBegun }) {
                    try database.transaction(.immediate) {
                        hasBegun = true
                        return try body(database)
                    }
                }
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
            try PreparedStatement(db, "PRAGMA integrity_check(1000)").all { $0.textBeforeNUL(0) }
                .filter { $0 != "ok" }
        }
    }

    /// Writes a copy of the log as it is at this moment, while others go on writing.
    package func backup(to path: String) throws {
        let copy = try LogCopy(to: NewFile(path))
        defer { copy.close() }
        let size = try LogImage(file, wait).read { try copy.write($0, at: $1) }
        try copy.finish(size: size, like: file)
    }

    private static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLiteError {
            throw LogError(error, path: path)
        } catch is any UnreadableRow {
            throw LogError.derivedRowUnreadable(path: path)
        }
    }
}
