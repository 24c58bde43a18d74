import CanonicalJSON
import FileSystem
import Glibc
import SQLite

/// Some events as the log's file holds them by itself, looked at where something stands in its write-ahead log.
///
/// That may be none of its own: another log's, or an older one that was put back. SQLite believes it all the same, and the
/// next to close the log would write its pages into the file. The log's own hides nothing: whatever stands in the file has
/// come there from it, events are never changed, and it is begun anew only when all of it is in the file. So the events of
/// the file are found through it too, whatever others do meanwhile, provided that the file is looked at first.
struct EventsInFile {
    private typealias Row = [Cell]

    private let rows: [(position: Int, row: Row)]
    private let key: String?

    /// nil where there is nothing in the write-ahead log, or the file cannot be read alone, as where somebody was killed
    /// while he moved pages into it.
    init?(_ file: LogFile) {
        var status = stat()
        guard lstat(file.path + "-wal", &status) == 0, status.st_size > 0 else { return nil }
        // So SQLite passes over the write-ahead log, and takes no locks.
        let name = sqliteName(of: file.path, "?immutable=1")
        guard let database = try? Database(name, .reading), let rows = try? Self.rows(database) else {
            return nil
        }
        self.rows = rows
        key = try? Log(database).setting("vkey")
    }

    private static func rows(_ db: Database) throws -> [(position: Int, row: Row)] {
        let head = try Log(db).head().position
        // The last are where an older write-ahead log differs, and the others are farther and farther back.
        let back = Array(0..<16) + (4..<62).map { 1 << $0 }
        let positions = back.map { head - $0 }.filter { $0 > 1 } + [1]
        return positions.compactMap { position in
            // One that cannot be read says nothing. While pages are moved into the file, one of an event may still be what
            // it was before, a page of another table; what stands there has no hash of its own text.
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

    /// Whether each of them is found there, as it is in the file.
    func areFound(_ db: Database) throws -> Bool {
        try rows.allSatisfy { try Self.row(db, $0.position) == $0.row }
    }

    /// Whether the log has another key there, as where the other log has the same events. It may have been given another
    /// name just now, so that is something to tell who audits, and nobody is refused for it.
    func isOfAnotherKey(_ db: Database) throws -> Bool {
        guard let key, let found = try Log(db).setting("vkey") else { return false }
        return !found.utf8.elementsEqual(key.utf8)
    }

    /// Whether an error says that pages do not go together, or are no log's, where those of the file alone could be read.
    static func isDisorder(_ error: SQLiteError) -> Bool {
        [.corrupt, .notADatabase, .error].contains(error.code)
    }
}
