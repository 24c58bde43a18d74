import SQLite
import Testing

@Suite struct DatabaseTests {
    private let file = ScratchFile()

    private func opened(_ access: Database.Access = .writing, onBusy: (() -> Bool)? = nil) throws -> Database
    {
        try Database(file.path, access, onBusy: onBusy)
    }

    private func numbers(_ db: Database) throws -> [Int] {
        try PreparedStatement(db, "SELECT a FROM t ORDER BY a").all { $0.number(0) }
    }

    private struct Stop: Error {}

    @Test func `a transaction is there as a whole, or nothing of it`() throws {
        let db = try opened()
        try db.execute("CREATE TABLE t (a)")
        #expect(try db.transaction(.immediate) { try db.execute("INSERT INTO t VALUES (1)") } == ())
        #expect(throws: Stop.self) {
            try db.transaction(.immediate) {
                try db.execute("INSERT INTO t VALUES (2)")
                throw Stop()
            }
        }
        #expect(try numbers(db) == [1])
        #expect(try db.transaction(.deferred) { try numbers(db) } == [1])
    }

    @Test func `a part of a transaction is taken back where it fails, and the rest goes on`() throws {
        let db = try opened()
        try db.execute("CREATE TABLE t (a)")
        try db.transaction(.immediate) {
            try db.execute("INSERT INTO t VALUES (1)")
            #expect(throws: Stop.self) {
                try db.savepoint {
                    try db.execute("INSERT INTO t VALUES (2)")
                    try db.savepoint { try db.execute("INSERT INTO t VALUES (3)") }
                    throw Stop()
                }
            }
            try db.savepoint { try db.execute("INSERT INTO t VALUES (4)") }
        }
        #expect(try numbers(db) == [1, 4])
    }

    @Test func `what an error has ended is written on by nobody`() throws {
        let db = try opened()
        try db.execute("CREATE TABLE t (a UNIQUE ON CONFLICT ROLLBACK); INSERT INTO t VALUES (1)")
        do {
            try db.transaction(.immediate) {
                try db.execute("INSERT INTO t VALUES (2)")
                try? db.execute("INSERT INTO t VALUES (1)")
                #expect(throws: SQLiteError.self) { try db.execute("INSERT INTO t VALUES (3)") }
                #expect(throws: SQLiteError.self) { try db.execute("INSERT INTO t VALUES (?)", [.number(3)]) }
            }
            Issue.record("it was committed")
        } catch let error as SQLiteError { #expect(error.code == .abort) }
        #expect(try numbers(db) == [1])
        try db.transaction(.immediate) { try db.execute("INSERT INTO t VALUES (4)") }
        #expect(try numbers(db) == [1, 4])
    }

    @Test func `who finds it busy is asked whether to try again, as long as he says so`() throws {
        let holder = try opened()
        try holder.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
        var asked = 0
        let waiting = try opened {
            asked += 1
            return asked < 5
        }
        for (db, count) in [(try opened(), 0), (waiting, 5)] {
            do {
                try db.transaction(.immediate) {}
                Issue.record("it was not busy")
            } catch let error as SQLiteError { #expect(error.code == .busy) }
            #expect(asked == count)
        }
        try holder.execute("COMMIT")
        try waiting.transaction(.immediate) {}
        #expect(asked == 5)
    }

    @Test func `who only reads makes no file, and changes none`() throws {
        do {
            _ = try opened(.reading)
            Issue.record("there was a file")
        } catch let error as SQLiteError { #expect(error.code == .cannotOpen) }
        try opened().execute("CREATE TABLE t (a)")
        let reader = try opened(.reading)
        #expect(try numbers(reader) == [])
        do {
            try reader.execute("INSERT INTO t VALUES (1)")
            Issue.record("it was written")
        } catch { #expect(error.code == .readOnly) }
    }

    @Test func `a connection is not closed under a statement, and does nothing once it is closed`() throws {
        let db = try opened()
        try db.execute("CREATE TABLE t (a)")
        do {
            let statement = try PreparedStatement(db, "SELECT a FROM t")
            #expect(throws: SQLiteError.self) { try db.close() }
            #expect(try !statement.step())
        }
        try db.close()
        try db.close()
        do {
            try db.execute("SELECT 1")
            Issue.record("it was open")
        } catch { #expect(error.code == .misuse) }
        #expect(throws: SQLiteError.self) { try numbers(db) }
    }

    @Test func `a file that is no database is known as such`() throws {
        let db = try opened()
        try db.execute("PRAGMA page_size = 512; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        try db.close()
        #expect(file.changeByte(at: 0))
        do {
            _ = try numbers(try opened())
            Issue.record("it was read")
        } catch let error as SQLiteError { #expect(error.code == .notADatabase) }
    }

    @Test func `columns and tables are seen as they are, whoever has made or dropped them`() throws {
        let (one, other) = (try opened(), try opened())
        #expect(try !one.hasTable("t"))
        try other.execute("CREATE TABLE t (a, b); CREATE VIEW v AS SELECT 1 AS c")
        #expect(try one.columnsNow(of: "t") == ["a", "b"])
        try other.dropTableOrView("t")
        try other.dropTableOrView("v")
        try other.dropTableOrView("none")
        #expect(try !one.hasTable("t") && !one.hasTable("v"))
    }

    @Test func `what is read of a table that is missing is nothing, and other errors are errors`() throws {
        let db = try opened()
        #expect(try db.unlessMissing("t") { try numbers(db) } == nil)
        try db.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        #expect(try db.unlessMissing("t") { try numbers(db) } == [1])
        #expect(throws: SQLiteError(.error, "no such table: other")) {
            try db.unlessMissing("t") { try db.execute("SELECT * FROM other") }
        }
    }

    @Test func `an image is read as the file that it is of`() throws {
        let db = try opened()
        try db.execute("PRAGMA page_size = 512; PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
        try db.transaction(.immediate) {
            for number in 1...200 { try db.execute("INSERT INTO t VALUES (?)", [.number(number)]) }
        }
        try db.emptyWriteAheadLog()
        let bytes = file.bytes()
        let image = DatabaseImage()
        // In pieces, and out of order.
        for start in stride(from: 0, to: bytes.count, by: 512).reversed() {
            try bytes[start..<start + 512].withUnsafeBytes { try image.put($0, at: start) }
        }
        let copy = try Database(inMemory: .reading)
        try copy.read(image, size: bytes.count)
        #expect(try numbers(copy) == Array(1...200))
        #expect(try PreparedStatement(copy, "PRAGMA integrity_check").first { $0.textBeforeNUL(0) } == "ok")
    }
}
