import GRDB

extension Database {
    /// The columns of a table as they are at this moment; none where there is no such table.
    ///
    /// GRDB's own `tableExists` remembers what it saw, and a queue of one connection does not notice that another process
    /// has made or dropped tables since.
    package func columnsNow(of table: String) throws -> [String] {
        // The pragma itself, and not the function of its name: a table can take a function's place.
        let statement = try PreparedStatement(shared: self, "PRAGMA main.table_info(\"\(table)\")")
        defer { statement.reset() }
        var names: [String] = []
        while try statement.step() { names.append(statement.textBeforeNUL(1)) }
        return names
    }

    /// Drops whatever bears this name, if it is a table or a view.
    package func dropTableOrView(_ name: String) throws {
        let type = try String.fetchOne(
            self, sql: "SELECT type FROM sqlite_schema WHERE lower(name) = ? AND type IN ('table', 'view')",
            arguments: [name])
        if let type { try execute(sql: "DROP \(type) \"\(name)\"") }
    }

    package func hasTable(_ table: String) throws -> Bool { try !columnsNow(of: table).isEmpty }
}
