import SQLite

/// Checkpoints that were signed over events which the shared log no longer has, within one transaction. `verify` reports
/// them until an event of the log acknowledges the loss.
package struct LostCheckpoints {
    private let db: Database

    /// Reads and writes on a connection to a post's copy; the caller opens the transaction.
    package init(_ db: Database) { self.db = db }

    /// The texts of all; none if the log is not a copy.
    package func texts() throws -> [String] {
        try db.unlessMissing("lost_checkpoint") {
            try PreparedStatement(db, "SELECT text FROM lost_checkpoint ORDER BY text").all {
                $0.wholeText(0)
            }
        } ?? []
    }

    /// Adds one; one that is there already is there once.
    package func add(_ text: String) throws {
        try db.execute("INSERT OR IGNORE INTO lost_checkpoint VALUES (?)", [.text(text)])
    }
}
