import GRDB

extension Database {
    /// For whoever goes through much of the log once: a page is seldom read twice then, and memory is for what is made of it.
    package func keepFewPages() throws { try execute(sql: "PRAGMA cache_size = -2000") }
}
