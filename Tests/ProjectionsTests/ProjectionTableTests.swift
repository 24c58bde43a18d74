import SQLite
import Testing
import TimeLimits

@testable import Projections

/// What a declaration of a table makes of what it leaves out.
@Suite(.endsInTime) struct ProjectionTableTests {
    @Test func `a table whose columns are all indexed is written, and the row of a key stays as it is`()
        throws
    {
        let table = ProjectionTable(
            "small", "Positions by dispute.", [.key("position"), .init("dispute", "INTEGER NOT NULL")],
            indexes: [.init("dispute")]
        ) { _ in [] }
        #expect(table.rowsInWords == "rows of the table small")
        let db = try Database(inMemory: .writing)
        try db.execute(table.creation(as: "small_1"))
        for dispute in [3, 4] {
            try PreparedStatement(
                db, "INSERT OR REPLACE INTO small_1 \(table.insertion)", [.number(1), .number(dispute)]
            ).run()
        }
        #expect(try PreparedStatement(db, "SELECT dispute FROM small_1").all { $0.number(0) } == [3])
    }
}
