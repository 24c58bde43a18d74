import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Testing
import TimeLimits

@testable import Oracle

/// Where the projections do not serve it, a question goes through the log once.
@Suite(.endsInTime) struct FoldedFamiliesTests {
    @Test func `a family is folded once for all that a question asks, and again for another moment`() {
        let folded = FoldedFamilies()
        var folds = 0
        func ask(_ family: String, through last: Int) -> Int {
            folded.record(of: family, through: last, false) {
                folds += 1
                return FamilyRecord([], SymbolTable()) { _ in nil }
            }.entries.count
        }
        for _ in 0..<3 { _ = ask("a", through: 9) + ask("b", through: 9) }
        #expect(folds == 2)
        _ = ask("a", through: 8)
        #expect(folds == 3)
        var reads = 0
        for _ in 0..<3 {
            let positions = folded.positions(through: 9) {
                reads += 1
                return ["a": [1]]
            }
            #expect(positions == ["a": [1]])
        }
        #expect(reads == 1)
    }

    @Test func `after an upgrade a question reads each text of the log once`() throws {
        let history = RandomHistory(seed: 7, events: 60)
        let log = try ScratchLog(history.events)
        struct Undone: Error {}
        #expect(throws: Undone.self) {
            try log.projected.store.write { db in
                try db.execute("UPDATE projection SET rules = 'feedfacefeedface' WHERE name = 'live'")
                let reading = try ReadTransaction(db, SnapshotFaults())
                #expect(reading.live == nil)
                var first: [Int] = []
                try reading.forEachRecord(knownAt: nil) { _, record in first.append(record.entries.count) }
                // Whatever is read from now on is not in the log any more.
                let triggers = try PreparedStatement(
                    db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                )
                .all { $0.textBeforeNUL(0) }
                for trigger in triggers { try db.execute("DROP TRIGGER \(trigger)") }
                try db.execute("DELETE FROM event")
                var second: [Int] = []
                try reading.forEachRecord(knownAt: nil) { family, record in
                    second.append(record.entries.count)
                    let whole = try reading.record(of: family, through: .max, usingSnapshots: false)
                    #expect(whole.entries.count == record.entries.count)
                }
                #expect(first == second && first.reduce(0, +) == history.events.count)
                throw Undone()
            }
        }
    }
}
