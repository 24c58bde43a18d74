import Answers
import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

/// A generation that is said to be being built, and was drawn by somebody else.
@Suite(.endsInTime) struct ForgedGenerationTests {
    /// A log beside whose live projections lie the same again as a replay that was stopped would leave them.
    private static func half() throws -> (TemporaryLog, generation: Int) {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 7, events: 120).events.map(\.canonical))
        let generation = try log.casebook.store.write { db in
            let live = ProjectionSchema(generation: try #require(try Watermark(db, name: "live")).generation)
            let building = ProjectionSchema(generation: try ProjectionSchema.nextGeneration(db))
            try building.create(db)
            for (from, to) in zip(live.tables, building.tables) {
                try db.execute("INSERT INTO \(to) SELECT * FROM \(from)")
            }
            try Watermark(
                name: ProjectionSchema.building, generation: building.generation, position: 0,
                rules: Rules.fingerprint
            ).store(db)
            return building.generation
        }
        return (log, generation)
    }

    @Test func `what a replay that was stopped has drawn is carried on`() throws {
        let (log, generation) = try Self.half()
        #expect(try Verification(log.casebook).run().findings == [])
        let report = try log.casebook.replay()
        #expect(report.resumedFamilies == report.families)
        #expect(try log.casebook.store.read { try Watermark($0, name: "live")?.generation } == generation)
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test(arguments: [
        "UPDATE dispute_N SET phase = 'settled'", "UPDATE obligation_N SET state = 'fulfilled', due = '2040'",
        "UPDATE entry_N SET flags = 1", "DELETE FROM entry_N WHERE rowid_N",
        "UPDATE kept_date_N SET due = '1999'",
        "INSERT INTO obligation_N SELECT opener + 5000, 77777, kind, owed_by, owed_to, state, due, is_soft, body FROM obligation_N",
        "INSERT INTO entry_N SELECT position + 5000, 77777, place, first, flags, target, origin FROM entry_N",
        "UPDATE entry_N SET dispute = 0", "UPDATE dispute_N SET number = number + 5000",
        "INSERT INTO obligation_N SELECT opener + 5000, 0, kind, owed_by, owed_to, state, due, is_soft, body FROM obligation_N",
        "INSERT INTO kept_date_N SELECT position + 5000, 0, place, due, is_soft FROM kept_date_N",
        "UPDATE run_N SET body = x'00'",
        "INSERT INTO run_N SELECT NULL, 77777, place, first, position, body FROM run_N",
        "DELETE FROM change_N", "UPDATE measure_N SET level = 1, dispute = 77777",
        "UPDATE dispute_N SET family = family || char(769) WHERE number = (SELECT min(number) FROM dispute_N)",
        "INSERT INTO dispute_N SELECT 77777, 'forged', 'forged', title, beginning, opening, phase, since, cause, assessed, level, peak, last_act, lines, state, last_place, last_first, last_position FROM dispute_N LIMIT 1",
        "CREATE TRIGGER forged AFTER INSERT ON ENTRY_N BEGIN UPDATE dispute_N SET phase = 'settled'; END",
        "DROP INDEX run_N_place", "CREATE INDEX forged ON obligation_N(due)",
        "DROP TABLE kept_date_N; CREATE TABLE kept_date_N(position, dispute, place, due, is_soft)",
        "DROP TABLE entry_N; CREATE VIEW entry_N AS SELECT 1", "CREATE VIEW ENTRY_9 AS SELECT 1",
    ])
    func `a replay puts nobody's rows in place but its own`(sql: String) throws {
        let (log, generation) = try Self.half()
        let sql = sql.replacing("WHERE rowid_N", with: "WHERE position % 3 = 0").replacing(
            "_N", with: "_\(generation)")
        try log.casebook.store.write { try $0.execute(sql) }
        try log.reopen()
        _ = try log.casebook.replay()
        #expect(try Verification(log.casebook).run().findings == [], "\(sql)")
    }
}
