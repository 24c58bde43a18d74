import Platform
import SQLite
import SystemPackage

/// A new SQLite file for other programs. It is not a log. It is created under a temporary name and renamed
/// when it is complete.
package struct NewDatabase {
    private let database: Database
    private let path: FilePath

    /// Creates the file with the content that `fill` writes. After an error there is no file.
    ///
    /// - Throws: `LogError` if the file cannot be created or written; whatever `fill` throws.
    package static func create<Result>(
        at path: FilePath, _ fill: (NewDatabase) throws -> Result
    ) throws -> Result {
        let draft = Draft(of: try NewFile(path))
        defer { draft.clear() }
        let file = try translating(path) { () throws(SQLiteError) in
            NewDatabase(database: try Database(draft.path.sqliteName(), .writing), path: path)
        }
        // No other process sees the file before it is complete. So no rollback is needed, and one sync at the
        // end is enough.
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

    /// Runs all operations on the file, so that an error of the file (`LogError`) can be told from an error
    /// of the data source.
    package func write<Result: ~Copyable>(
        _ body: (Database) throws(SQLiteError) -> Result
    ) throws(LogError) -> Result {
        try Self.translating(path) { () throws(SQLiteError) in try body(database) }
    }

    private static func translating<Result: ~Copyable>(
        _ path: FilePath, _ body: () throws(SQLiteError) -> Result
    ) throws(LogError) -> Result {
        do {
            return try body()
        } catch {
            throw LogError(error, path: path)
        }
    }
}
