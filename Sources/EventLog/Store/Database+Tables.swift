import GRDB

extension Database {
    /// The columns of a table as they are at this moment; none where there is no such table.
    ///
    /// GRDB's own `tableExists` remembers what it saw, and a queue of one connection does not notice that another process
    /// has made or dropped tables since.
    package func columnsNow(of table: String) throws -> [String] {
        try String.fetchAll(
            cachedStatement(sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid"), arguments: [table])
    }

    package func hasTable(_ table: String) throws -> Bool { try !columnsNow(of: table).isEmpty }
}
