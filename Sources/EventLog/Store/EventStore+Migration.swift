import Platform
import SQLite
import SystemPackage

extension EventStore {
    /// Migrates a log of an earlier version to this version, inside one write transaction. Nobody else can
    /// write between the copy and the change. If the copy cannot be made, nothing is changed.
    ///
    /// The tables of the log are the same in both versions. The version number says that derived tables may
    /// be of this version from now on, so that an earlier program refuses to write to the log. The first
    /// write after this creates those tables. Until then the derived tables of the earlier version remain,
    /// and questions are answered from the events.
    func migrate(_ db: Database) throws {
        // Another process may have migrated the log while this one waited.
        guard let release = try LogSchema.earlierReleases[LogSchema.version(of: db)] else { return }
        try keepCopy(of: db, madeBy: release)
        try db.execute("PRAGMA user_version = \(LogSchema.version)")
    }

    /// Stores a copy of the unmigrated log beside it. If an identical copy is there already, left by a
    /// migration that was killed, it is used. Any other file of that name stays, and the copy gets the next
    /// free name.
    private func keepCopy(of db: Database, madeBy release: String) throws {
        var (path, number) = (self.path.suffixed(".\(release)"), 1)
        while true {
            if !path.exists {
                do {
                    try backup(to: path)
                    return onMigration(release, path)
                } catch LogError.exists {
                    // Another process has created a file of that name in the meantime.
                } catch let error as LogError {
                    throw LogError.noCopy(path: self.path, copy: path, release: release, reason: error.reason)
                }
            } else if (try? Self.isCopy(path, of: db)) == true {
                return onMigration(release, path)
            }
            number += 1
            path = self.path.suffixed(".\(release)-\(number)")
        }
    }

    /// Whether a file is a log of the same version with the same events, checkpoints and settings. The file
    /// is opened as immutable, so nothing is written beside it.
    private static func isCopy(_ path: FilePath, of db: Database) throws -> Bool {
        for suffix in SideFile.all where path.suffixed(suffix).exists { return false }
        let copy = try Database(path.sqliteName("?immutable=1"), .reading)
        guard try LogSchema.version(of: copy) == LogSchema.version(of: db) else { return false }
        for (table, key) in [("event", "position"), ("checkpoint", "number"), ("setting", "name")] {
            let query = "SELECT * FROM \(table) ORDER BY \(key)"
            let rows = try PreparedStatement(db, query)
            let copied = try PreparedStatement(copy, query)
            var hasRow = true
            while hasRow {
                hasRow = try rows.step()
                guard try copied.step() == hasRow, !hasRow || rows.cells == copied.cells else { return false }
            }
        }
        return true
    }
}

extension LogError {
    /// Why a copy could not be made, as words that follow a colon.
    fileprivate var reason: String {
        switch self {
        case .full: "the disk is full"
        case .readOnly: "its folder cannot be written to"
        case .cannotCreate(_, let reason), .failed(_, let reason): reason
        case .sideFileLeft(_, let file): "\(file) lies there already"
        case .sideFileInTheWay(_, let file, let type): "\(file) is \(type)"
        default: "the log is in use by another program"
        }
    }
}
