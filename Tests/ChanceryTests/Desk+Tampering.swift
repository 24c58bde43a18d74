import GRDB

extension Desk {
    /// What somebody with the sqlite3 shell does to a log's file: puts SQL through with the triggers out of the way, and
    /// back in their place afterwards.
    func tamper(_ sql: String, log path: String? = nil) throws {
        let database = try DatabaseQueue(path: path ?? log)
        try database.write { db in
            let triggers = try Row.fetchAll(
                db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).map { (name: $0[0] as String, sql: $0[1] as String) }
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger.name)") }
            try db.execute(sql: sql)
            // A dropped table's triggers are gone with it.
            for trigger in triggers { try? db.execute(sql: trigger.sql) }
        }
        try database.close()
    }
}
