extension Database {
    /// Limits the page cache to 2 MB. For code that reads much of a database once: it seldom reads a page twice, and
    /// needs the memory for its results.
    package func keepFewPages() throws(SQLiteError) { try execute("PRAGMA cache_size = -2000") }
}
