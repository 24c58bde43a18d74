import FileSystem
import Glibc
import SQLite

extension EventStore {
    /// Makes a log of an earlier version one of this version, within one transaction of a writer: nobody else writes
    /// between the copy and the change. Where the copy cannot be made nothing is changed.
    ///
    /// The tables of the log are the same in both versions. The number says that the tables derived from them may be of this
    /// version from now on, so that an earlier program does not write in them. It is left to the first filing to make those;
    /// until then what the earlier version had derived stays, and questions are answered from the events.
    func migrate(_ db: Database) throws {
        // Another may have done it while this one waited.
        guard let release = try LogSchema.earlierReleases[LogSchema.version(of: db)] else { return }
        try keepCopy(of: db, madeBy: release)
        try db.execute("PRAGMA user_version = \(LogSchema.version)")
    }

    /// Puts a copy of the log as it is beside it. One that was put there by somebody who was killed before he could go on
    /// serves again; whatever else has the name stays, and the copy gets the next one.
    private func keepCopy(of db: Database, madeBy release: String) throws {
        var (path, number) = ("\(self.path).\(release)", 1)
        while true {
            if access(path, F_OK) != 0 {
                do {
                    try backup(to: path)
                    return onMigration(release, path)
                } catch LogError.exists {
                    // Somebody has put a file there meanwhile.
                } catch let error as LogError {
                    throw LogError.noCopy(path: self.path, copy: path, release: release, reason: error.reason)
                }
            } else if (try? Self.isCopy(path, of: db)) == true {
                return onMigration(release, path)
            }
            number += 1
            path = "\(self.path).\(release)-\(number)"
        }
    }

    /// Whether a file is a log of the same version with the same events, checkpoints and settings. It is read as it lies
    /// there, and nothing is written beside it.
    private static func isCopy(_ path: String, of db: Database) throws -> Bool {
        for suffix in SideFile.all where access(path + suffix, F_OK) == 0 { return false }
        let copy = try Database(sqliteName(of: path, "?immutable=1"), .reading)
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
    /// What stands in the way of a copy, in words that can follow a colon.
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
