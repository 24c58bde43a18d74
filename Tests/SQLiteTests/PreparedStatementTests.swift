import SQLite
import Testing

@Suite struct PreparedStatementTests {
    private let db: Database

    init() throws { db = try Database(inMemory: .writing) }

    private func cell(_ sql: String, _ cells: [Cell] = []) throws -> Cell? {
        try PreparedStatement(db, sql, cells).first { $0.cell(0) }
    }

    @Test(arguments: [
        Cell.null, .number(0), .number(.max), .number(.min), .text(""), .text("e\u{301}"), .text("a\0b"),
        .text("a text that is longer than what Swift keeps within a string itself"), .blob([]),
        .blob([0, 255, 0]),
    ])
    func `what is bound is read as it was`(bound: Cell) throws {
        #expect(try cell("SELECT ?", [bound]) == bound)
        try db.execute("CREATE TABLE kept (a ANY) STRICT")
        try db.execute("INSERT INTO kept VALUES (?)", [bound])
        #expect(try cell("SELECT a FROM kept") == bound)
    }

    @Test func `each type has its own way to be bound, and nothing is NULL`() throws {
        let statement = try PreparedStatement(db, "SELECT ?, ?, ?, ?, ?, ?")
        try statement.bind(7, at: 1)
        try statement.bind(nil as Int?, at: 2)
        try statement.bind(text: "x", at: 3)
        try statement.bind(text: nil, at: 4)
        try statement.bind(blob: [1], at: 5)
        try statement.bind(blob: nil, at: 6)
        #expect(
            try statement.first { $0.cells } == [.number(7), .null, .text("x"), .null, .blob([1]), .null])
    }

    @Test func `bytes that last are bound without a copy, and are NULL afterwards`() throws {
        let statement = try PreparedStatement(db, "SELECT ?")
        for text in ["", "a\0b", "e\u{301}"] {
            let read = try Array(text.utf8).withUnsafeBufferPointer { bytes in
                try statement.binding(text: bytes, at: 1) { try statement.first { $0.cell(0) } }
            }
            #expect(read == .text(text))
        }
        #expect(try statement.first { $0.cell(0) } == .null)
    }

    @Test(arguments: [
        ("SELECT 'abc'", 0, "abc", "abc"), ("SELECT x'616263'", 0, "abc", "abc"),
        ("SELECT 12", 12, "12", "12"),
        ("SELECT NULL", 0, "", ""), ("SELECT 1.5", 0, "1.5", "1.5"), ("SELECT ''", 0, "", ""),
        ("SELECT 'a' || char(0) || 'b'", 0, "a", "a\0b"),
        ("SELECT CAST(x'61FF62' AS TEXT)", 0, "a\u{FFFD}b", "a\u{FFFD}b"),
        ("SELECT 9223372036854775807", Int.max, "9223372036854775807", "9223372036854775807"),
    ])
    func `a column is read as what is asked for, whatever stands in it`(
        sql: String, number: Int, text: String, whole: String
    ) throws {
        let row = try PreparedStatement(db, sql)
        #expect(try row.step())
        #expect(row.number(0) == number)
        #expect(row.textBeforeNUL(0) == text)
        #expect(row.wholeText(0) == whole)
        #expect(try !row.step())
    }

    @Test func `a cell is a text only where it is UTF-8, and never a fraction`() throws {
        for sql in ["SELECT CAST(x'FF' AS TEXT)", "SELECT 1.5"] { #expect(try cell(sql) == .strange) }
        #expect(Cell.text("\u{E9}") != .text("e\u{301}"))
        #expect(Cell.text(nil as String?) == .null)
    }

    @Test func `a statement can be used again after an error, and with other values`() throws {
        try db.execute("CREATE TABLE one (a INTEGER PRIMARY KEY)")
        let insert = try PreparedStatement(db, "INSERT INTO one VALUES (?)")
        for number in [1, 1, 2] {
            try insert.bind(number, at: 1)
            do {
                try insert.run()
                #expect(db.changesCount == 1)
            } catch { #expect(error.code == .constraint && number == 1) }
        }
        #expect(try PreparedStatement(db, "SELECT a FROM one").all { $0.number(0) } == [1, 2])
    }

    @Test func `who asks for words that are in use gets a statement of his own`() throws {
        let sql = "WITH n(a) AS (VALUES (1), (2), (3)) SELECT a * ? FROM n"
        let outer = try PreparedStatement(db, sql, [.number(1)])
        var products: [Int] = []
        while try outer.step() {
            products += try PreparedStatement(db, sql, [.number(outer.number(0) * 10)]).all { $0.number(0) }
        }
        #expect(products == [10, 20, 30, 20, 40, 60, 30, 60, 90])
    }

    @Test func `a statement that comes back is lent again with nothing bound and no row under it`() throws {
        let sql = "SELECT ? UNION ALL SELECT 2"
        for _ in 1...3 {
            do {
                let unbound = try PreparedStatement(db, sql)
                #expect(try unbound.step() && unbound.isNull(0))
            }
            let bound = try PreparedStatement(db, sql, [.number(1)])
            #expect(try bound.step() && bound.number(0) == 1)
        }
    }

    @Test func `very many words are no trouble, and each are its own`() throws {
        for round in 1...2 {
            for number in 1...400 {
                #expect(try cell("SELECT \(number), \(round)") == .number(number))
            }
        }
        #expect(try cell("SELECT 1 AS abcdefgh") == .number(1))
        #expect(try cell("SELECT 2 AS abcdefgh") == .number(2))
    }

    @Test(arguments: ["", " -- nothing", "SELECT 1; SELECT 2", "SELECT 1\0"])
    func `what is not one statement is none`(sql: String) {
        #expect(throws: SQLiteError(.misuse, "these words are not one statement")) {
            try PreparedStatement(db, sql).run()
        }
    }

    @Test func `an error says its code, and what SQLite says of it`() throws {
        #expect(throws: SQLiteError(.error, "no such table: none")) { try cell("SELECT * FROM none") }
        #expect(throws: SQLiteError(.range, "column index out of range")) { try cell("SELECT 1", [.null]) }
        try db.execute("CREATE TABLE one (a INTEGER PRIMARY KEY, b NOT NULL)")
        do {
            try db.execute("INSERT INTO one VALUES (1, ?)", [.null])
            Issue.record("NULL was taken")
        } catch {
            // SQLITE_CONSTRAINT_NOTNULL
            #expect(error.code == .constraint && error.extendedCode == 1299)
            #expect(error.message == "NOT NULL constraint failed: one.b")
        }
    }

    @Test func `what stands in double quotes is a name`() {
        #expect(throws: SQLiteError.self) { try cell("SELECT \"a text\"") }
    }
}
