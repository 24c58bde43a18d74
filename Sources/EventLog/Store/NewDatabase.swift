import FileSystem
import SQLite

/// A new SQLite file for other programs, which is no log: made beside its place, and moved there when it is whole.
package struct NewDatabase {
    private let database: Database
    private let path: String

    /// Makes the file with whatever `fill` puts into it. Where that fails there is none.
    package static func create<Result>(
        at path: String, _ fill: (NewDatabase) throws -> Result
    ) throws -> Result {
        let draft = Draft(of: try NewFile(path))
        defer { draft.clear() }
        let file = try translating(path) { () throws(SQLiteError) in
            NewDatabase(database: try Database(sqliteName(of: draft.path), .writing), path: path)
        }
        // Nobody sees it before it is whole. So there is nothing to be rolled back, and it is synced once, at the end.
        try file.write { database throws(SQLiteError) in
            try database.execute(
                """
                PRAGMA journal_mode = OFF;
                PRAGMA synchronous = OFF;
                PRAGMA temp_store = FILE;
                PRAGMA cache_size = -16000;
                BEGIN
                """)
        }
        let result = try fill(file)
        try file.write { database throws(SQLiteError) in
            try database.execute("COMMIT")
            try database.close()
        }
        try draft.moveIntoPlace()
        return result
    }

    /// Whatever is done with the file goes through this. So an error that is the file's is told from one of what it is
    /// made of.
    package func write<Result: ~Copyable>(
        _ body: (Database) throws(SQLiteError) -> Result
    ) throws(LogError) -> Result {
        try Self.translating(path) { () throws(SQLiteError) in try body(database) }
    }

    private static func translating<Result: ~Copyable>(
        _ path: String, _ body: () throws(SQLiteError) -> Result
    ) throws(LogError) -> Result {
        do {
            return try body()
        } catch {
            throw LogError(error, path: path)
        }
    }
}
