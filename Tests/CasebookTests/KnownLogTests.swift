@testable import Projections
import EventLog
import SQLite
import Testing
import TimeLimits

@testable import Casebook

@Suite(.endsInTime) struct KnownLogTests {
    @Test func `to go through the log with what is known is one pass, and each row is looked up`() throws {
        let log = try TemporaryLog()
        let plan = try log.casebook.store.read { db in
            let schema = ProjectionSchema(
                generation: try #require(try Watermark(db, name: "live")).generation)
            return try PreparedStatement(db, "EXPLAIN QUERY PLAN " + schema.eventsWithEntries)
                .all { $0.textBeforeNUL(3) }
        }
        #expect(plan.filter { $0.hasPrefix("SCAN") } == ["SCAN event"], "\(plan)")
        #expect(plan.filter { $0.hasPrefix("SEARCH") }.count == 2, "\(plan)")
    }
}
