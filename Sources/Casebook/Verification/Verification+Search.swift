import Answers
import CanonicalJSON
import EventLog
import Projections
import SQLite

extension Verification.DerivedCheck {
    /// Check 4, for the search index.
    ///
    /// - Parameter comparingWords: whether to compare every word with the events, which takes several times as long as
    ///   everything else. Without it searches are still safe: they show only what is in the events' texts.
    mutating func checkSearch(_ db: Database, comparingWords: Bool, _ tally: Verification.Tally) throws {
        func find(_ words: String) {
            findings.append(
                Verification.Finding(
                    point: 4, position: nil, dispute: nil,
                    words: "the search index \(words)"))
        }
        if try Watermark(db, name: SearchIndex.mark) == nil {
            let parts = try ([SearchIndex.table] + SearchIndex.parts).filter { try db.hasTable($0) }
            if !parts.isEmpty { find("does not say how far it has come") }
            return
        }
        search = .outline
        switch try SearchIndex.state(db) {
        case .absent: find("was built with other rules")
        case .damaged: find("does not answer as it should")
        case .sound(let index):
            guard comparingWords else { return }
            search = .words
            do {
                if try !index.equalsRebuild({ tally.set("the search index", $0, of: index.position) }) {
                    find("contains other words than the events")
                }
            } catch is SQLiteError {
                find("cannot be read")
            }
        }
    }
}

extension SearchIndex {
    /// Whether the index holds exactly the words of the events. The index is rebuilt in memory, some thousand events at
    /// a time, and compared by a sum over all words and their places.
    fileprivate func equalsRebuild(_ progress: (Int) -> Void) throws -> Bool {
        var fresh = Sum()
        let matcher = try Database(inMemory: .writing)
        try matcher.execute(Self.sql("batch", keepingTexts: false))
        let rows = SearchRows(try ReadTransaction(db, SnapshotFaults()))
        let insertion = Self.insertion(into: "batch")
        var (first, scanner) = (0, SearchScanner())
        while first < position {
            let last = min(first + 10_000, position)
            try matcher.transaction(.immediate) {
                try rows.forEach(after: first, through: last, &scanner) { row, words in
                    try Self.insert(words, row: row, insertion, matcher)
                }
            }
            try fresh.add("batch", matcher)
            try matcher.execute("INSERT INTO batch(batch) VALUES ('delete-all')")
            first = last
            progress(first)
        }
        var found = Sum()
        try found.add(Self.table, db)
        return try found == fresh && findsEveryTerm()
    }
}

extension SearchIndex {
    /// Whether a query for each word finds exactly its rows, in both directions. The sums read the index sequentially;
    /// a query uses lookup tables, which could be wrong on their own.
    private func findsEveryTerm() throws -> Bool {
        try db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, \(Self.table), instance)")
        defer { try? db.execute("DROP TABLE temp.words") }
        let instances = try PreparedStatement(db, "SELECT term, doc FROM temp.words")
        var (term, rows): ([UInt8], [Int]) = ([], [])
        func isFound() throws -> Bool {
            guard !rows.isEmpty else { return true }
            let quoted = String(decoding: term, as: UTF8.self).replacing(every: "\"", by: "\"\"")
            return try [("ASC", rows), ("DESC", rows.reversed())].allSatisfy { order, expected in
                let lookUp = try PreparedStatement(
                    db, "SELECT rowid FROM \(Self.table) WHERE \(Self.table) MATCH ? ORDER BY rowid \(order)",
                    [.text("\"\(quoted)\"")])
                for row in expected { guard try lookUp.step(), lookUp.number(0) == row else { return false } }
                return try !lookUp.step()
            }
        }
        while try instances.step() {
            if !instances.bytes(0).elementsEqual(term) {
                guard try isFound() else { return false }
                (term, rows) = (Array(instances.bytes(0)), [])
            }
            let row = instances.number(1)
            if rows.last != row { rows.append(row) }
        }
        return try isFound()
    }
}

/// An order-independent hash of all words of an index and their places.
private struct Sum: Equatable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    mutating func add(_ table: String, _ db: Database) throws {
        // A temporary table does not change the log's file.
        try db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, \(table), instance)")
        defer { try? db.execute("DROP TABLE temp.words") }
        let row = try PreparedStatement(db, "SELECT term, col, doc, \"offset\" FROM temp.words")
        while try row.step() {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a, and a last step so that sums of them tell
            for byte in row.bytesBeforeNUL(0) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            for byte in row.bytesBeforeNUL(1) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            for number in [row.number(2), row.number(3)] {
                hash = (hash ^ UInt64(truncatingIfNeeded: number)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
            }
            first &+= hash
            second &+= (hash ^ (hash >> 32)) &* 0xBF58_476D_1CE4_E5B9
        }
    }
}
