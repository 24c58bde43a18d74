import GRDB

extension Database {
    /// The columns of a table as they are at this moment; none where there is no such table.
    ///
    /// GRDB's own `tableExists` remembers what it saw, and a queue of one connection does not notice that another process
    /// has made or dropped tables since.
    package func columnsNow(of table: String) throws -> [String] {
        let statement = try PreparedStatement(
            shared: self, "SELECT name FROM pragma_table_info(?) ORDER BY cid")
        statement.bind(text: table, at: 1)
        defer { statement.reset() }
        var names: [String] = []
        while try statement.step() { names.append(statement.textBeforeNUL(0)) }
        return names
    }

    package func hasTable(_ table: String) throws -> Bool { try !columnsNow(of: table).isEmpty }
}
