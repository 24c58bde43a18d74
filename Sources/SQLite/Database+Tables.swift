extension Database {
    /// The current columns of a table; empty where there is no such table. Always read anew, because another process
    /// may have created or dropped the table.
    package func columnsNow(of table: String) throws -> [String] {
        // Use the pragma, not the table-valued function of its name: a table of that name would hide the function.
        try PreparedStatement(self, "PRAGMA main.table_info(\"\(table)\")").all { $0.textBeforeNUL(1) }
    }

    /// Whether the table exists at this moment.
    package func hasTable(_ table: String) throws -> Bool { try !columnsNow(of: table).isEmpty }

    /// The result of `body`, which reads from a table; nil where the table has been dropped. The table is looked for
    /// only after reading has failed: it nearly always exists, and it is read with every event.
    package func unlessMissing<Value>(_ table: String, _ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as SQLiteError where error.code == .error {
            if try hasTable(table) { throw error }
            return nil
        }
    }

    /// Drops the table or view of this name, if there is one. `name` is in lower case and matches any case.
    package func dropTableOrView(_ name: String) throws {
        let type = try PreparedStatement(
            self, "SELECT type FROM sqlite_schema WHERE lower(name) = ? AND type IN ('table', 'view')",
            [.text(name)]
        ).first { $0.textBeforeNUL(0) }
        if let type { try execute("DROP \(type) \"\(name)\"") }
    }
}
