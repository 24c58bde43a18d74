extension Database {
    /// For whoever goes through much of a database once: a page is seldom read twice then, and memory is for what is made
    /// of it.
    package func keepFewPages() throws(SQLiteError) { try execute("PRAGMA cache_size = -2000") }
}
