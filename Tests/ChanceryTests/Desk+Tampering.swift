import SQLite

extension Desk {
    /// What somebody with the sqlite3 shell does to a log's file: puts SQL through with the triggers out of the way, and
    /// back in their place afterwards.
    func tamper(_ sql: String, log path: String? = nil) throws {
        let database = try Database(path ?? log, .writing)
        try database.transaction(.immediate) {
            let triggers = try PreparedStatement(
                database, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).all { (name: $0.textBeforeNUL(0), sql: $0.textBeforeNUL(1)) }
            for trigger in triggers { try database.execute("DROP TRIGGER \(trigger.name)") }
            try database.execute(sql)
            // A dropped table's triggers are gone with it.
            for trigger in triggers { try? database.execute(trigger.sql) }
        }
        try database.close()
    }
}
