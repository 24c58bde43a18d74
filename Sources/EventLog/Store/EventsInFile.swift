import CanonicalJSON
import Platform
import SQLite
import SystemPackage

/// A sample of the events in the log's main file, read without the write-ahead log. It detects a write-ahead
/// log that does not belong to the log.
///
/// The `-wal` file may belong to another log, or be an older one that was put back. SQLite accepts it anyway,
/// and the next process that closes the log would write its pages into the file. The log's own write-ahead
/// log never hides events of the file: everything in the file came from it, events never change, and it is
/// restarted only when all of it is in the file. So the events in the file must also be visible through the
/// write-ahead log, whatever other processes do in the meantime, provided that the file is read first.
struct EventsInFile {
    private typealias Row = [Cell]

    private let rows: [(position: Int, row: Row)]
    private let key: String?

    /// Reads the sample; nil if the write-ahead log is missing or empty, or if the file cannot be read alone,
    /// for example because a process was killed while it moved pages into it.
    init?(_ file: LogFile) {
        guard let ahead = try? Stat(file.path.suffixed("-wal"), followTargetSymlink: false), ahead.size > 0
        else {
            return nil
        }
        // With `immutable=1` SQLite ignores the write-ahead log and takes no locks.
        let name = file.path.sqliteName("?immutable=1")
        guard let database = try? Database(name, .reading), let rows = try? Self.rows(database) else {
            return nil
        }
        self.rows = rows
        key = try? Log(database).setting("vkey")
    }

    private static func rows(_ db: Database) throws -> [(position: Int, row: Row)] {
        let head = try Log(db).head().position
        // An older write-ahead log differs in the last events. Check the last 16, and then events at growing
        // distances.
        let back = Array(0..<16) + (4..<62).map { 1 << $0 }
        let positions = back.map { head - $0 }.filter { $0 > 1 } + [1]
        return positions.compactMap { position in
            // A row that cannot be read is skipped. While pages are being moved into the file, a page may
            // still have older content of another table; such a row does not contain the hash of its text.
            guard let row = try? row(db, position), case .blob(let hash) = row[0],
                case .text(let text) = row[1], TreeHash.leaf(text) == hash
            else { return nil }
            return (position, row)
        }
    }

    private static func row(_ db: Database, _ position: Int) throws -> Row? {
        try PreparedStatement(db, "SELECT hash, text FROM event WHERE position = ?", [.number(position)])
            .first { $0.cells }
    }

    /// Whether this connection sees each event of the sample as it is in the file.
    func areFound(_ db: Database) throws -> Bool {
        try rows.allSatisfy { try Self.row(db, $0.position) == $0.row }
    }

    /// Whether this connection sees another signing key than the file: the write-ahead log may belong to
    /// another log with the same events. The key may also have been changed a moment ago, so this is only
    /// reported by an audit and refuses nobody.
    func isOfAnotherKey(_ db: Database) throws -> Bool {
        guard let key, let found = try Log(db).setting("vkey") else { return false }
        return !found.utf8.elementsEqual(key.utf8)
    }

    /// Whether an error says that the pages do not fit together or are not a log's. The file alone could be
    /// read, so the write-ahead log is to blame.
    static func isDisorder(_ error: SQLiteError) -> Bool {
        [.corrupt, .notADatabase, .error].contains(error.code)
    }
}
