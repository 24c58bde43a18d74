extension Database {
    /// The columns of a table as they are at this moment; none where there is no such table. Another process may have made
    /// or dropped it since it was asked last.
    package func columnsNow(of table: String) throws -> [String] {
        // The pragma itself, and not the function of its name: a table can take a function's place.
        try PreparedStatement(self, "PRAGMA main.table_info(\"\(table)\")").all { $0.textBeforeNUL(1) }
    }

    package func hasTable(_ table: String) throws -> Bool { try !columnsNow(of: table).isEmpty }

    /// What `body` reads from a table; nil where somebody has thrown it out. That is looked at only where reading fails: most
    /// tables are there, and asked for with every event.
    package func unlessMissing<Value>(_ table: String, _ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as SQLiteError where error.code == .error {
            if try hasTable(table) { throw error }
            return nil
        }
    }

    /// Drops whatever bears this name, if it is a table or a view.
    package func dropTableOrView(_ name: String) throws {
        let type = try PreparedStatement(
            self, "SELECT type FROM sqlite_schema WHERE lower(name) = ? AND type IN ('table', 'view')",
            [.text(name)]
        ).first { $0.textBeforeNUL(0) }
        if let type { try execute("DROP \(type) \"\(name)\"") }
    }
}
