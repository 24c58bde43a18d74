import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Seeds
import Testing
import TimeLimits

@testable import Oracle

/// After every transaction the rows are those that a rebuild from the texts gives.
@Suite(.endsInTime) struct ProjectedLogTests {
    @Test(arguments: seeds(from: 70, 2, long: 60), [1, 7, 60])
    func `however many events a transaction appends, the rows are those of a rebuild`(
        seed: UInt64, batch: Int
    ) throws {
        let log = try ScratchLog()
        var rest = RandomHistory(seed: seed, events: 60).events.map(\.canonical)[...]
        while !rest.isEmpty {
            try log.append(Array(rest.prefix(batch)))
            rest = rest.dropFirst(batch)
            #expect(try log.differences() == [], "seed \(seed), \(rest.count) events before the end")
        }
    }

    @Test(arguments: seeds(from: 80, 2, long: 60))
    func `what is undone within a transaction leaves nothing in the rows`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 60)
        let texts = history.events.map(\.canonical)
        let log = try ScratchLog(Array(history.events.prefix(20)))
        struct Undone: Error {}
        try log.projected.write { db, projector in
            for number in 20..<40 {
                // The next event, and the one after it, which is taken back.
                try ScratchLog.append(texts[number], db, projector)
                #expect(throws: Undone.self) {
                    try projector.restoringPendingOnError {
                        try db.savepoint {
                            try ScratchLog.append(texts[number + 1], db, projector)
                            throw Undone()
                        }
                    }
                }
            }
        }
        #expect(try log.differences() == [], "seed \(seed)")
        #expect(throws: Undone.self) {
            try log.projected.write { db, projector in
                for text in texts[40...] { try ScratchLog.append(text, db, projector) }
                throw Undone()
            }
        }
        try log.append(Array(texts[40...]))
        #expect(try log.differences() == [], "seed \(seed)")
        #expect(try log.projected.store.read { try Log($0).head().position } == 60)
    }

    @Test func `an act that was undone within a transaction is in no row`() throws {
        let opening = try #require(RandomHistory(seed: 7, events: 30).events.first?.object)
        func act(_ number: Int, on day: String) -> String {
            var fields = opening
            fields["details"] = nil
            fields["kind"] = "demand"
            fields["actors"] = ["RUS"]
            fields["occurred"] = .string(day)
            fields["id"] = .string("017cdb60-b2c0-7002-8000-0000000000\(number)")
            return JSON.object(fields).canonical
        }
        struct Undone: Error {}
        let log = try ScratchLog([.object(opening)])
        try log.projected.write { db, projector in
            try ScratchLog.append(act(11, on: "2019-01-01"), db, projector)
            #expect(throws: Undone.self) {
                try projector.restoringPendingOnError {
                    try db.savepoint {
                        try ScratchLog.append(act(12, on: "2019-01-03"), db, projector)
                        throw Undone()
                    }
                }
            }
            try ScratchLog.append(act(13, on: "2019-01-02"), db, projector)
        }
        #expect(try log.differences() == [])
    }

    @Test(
        arguments: ["INSERT ON event", "UPDATE ON projection", "INSERT ON dispute_1"],
        ["position > 20", "position > 15"])
    func `where something in the file removes events as they are appended, nothing is acknowledged`(
        cause: String, condition: String
    ) throws {
        let history = RandomHistory(seed: 7, events: 22)
        let log = try ScratchLog(Array(history.events.prefix(20)))
        try log.projected.store.write { db in
            try db.execute("DROP TRIGGER event_is_never_deleted")
            try db.execute(
                "CREATE TRIGGER forged AFTER \(cause) BEGIN DELETE FROM event WHERE \(condition); END")
        }
        let opening = try #require(history.events.first?.object)
        var other = opening
        other["dispute"] = "other"
        other["id"] = "017cdb60-b2c0-7002-8000-000000000099"
        #expect(throws: LogError.self) { try log.append([JSON.object(other).canonical]) }
        #expect(try log.projected.store.read { try Log($0).head().position } == 20)
    }

    @Test func `a dry run tells of whole families that are in no text, unless it is of one family`() throws {
        let log = try ScratchLog(RandomHistory(seed: 7, events: 40).events)
        let family = try #require(try log.projected.read { try $0.live?.families().first })
        try log.projected.store.write { db in
            let table = ProjectionSchema(generation: 1)[.dispute]
            try db.execute("CREATE TEMP TABLE forged AS SELECT * FROM \(table) LIMIT 1")
            try db.execute("UPDATE forged SET number = 77777, id = 'forged', family = 'forged'")
            try db.execute("INSERT INTO \(table) SELECT * FROM forged")
        }
        let replay = Replay(log.projected.store, log.projected.faults)
        #expect(
            try replay.dryRun()?.differences == [
                FamilyComparison.Difference(
                    dispute: "forged", words: ["it is there, and should not be"], events: [])
            ])
        #expect(try replay.dryRun(family: family)?.differences == [])
        #expect(try replay.dryRun(family: "no-such")?.differences == nil)
    }

    @Test func `a step that is another is told with the position of its event`() throws {
        let log = try ScratchLog(RandomHistory(seed: 7, events: 40).events)
        let (position, dispute) = try log.projected.store.write { db in
            let table = ProjectionSchema(generation: 1)[.change]
            let row = try PreparedStatement(
                db, "SELECT position, dispute FROM \(table) ORDER BY position DESC"
            )
            .first { ($0.number(0), $0.number(1)) }
            let found = try #require(row)
            try db.execute("UPDATE \(table) SET phase = 'settled' || phase WHERE position = \(found.0)")
            return found
        }
        let name = try log.projected.store.read { try Log($0).stream(at: dispute) }
        #expect(
            try Replay(log.projected.store, log.projected.faults).dryRun()?.differences == [
                FamilyComparison.Difference(
                    dispute: name ?? "",
                    words: ["1 of its events have another place, or another effect, than they should"],
                    events: [position])
            ])
    }

    @Test func `projections of other rules are rebuilt before the next event, and the caller is told`() throws
    {
        let history = RandomHistory(seed: 7, events: 40)
        let log = try ScratchLog(Array(history.events.prefix(39)))
        try log.projected.store.write {
            try $0.execute("UPDATE projection SET rules = 'feedfacefeedface' WHERE name = 'live'")
        }
        var told: [String] = []
        log.projected.onRebuild = { progress in
            switch progress {
            case .begun: told.append("begun")
            case .progress: break
            case .done(let report): told.append("\(report.events) events")
            }
        }
        try log.append([history.events[39].canonical])
        #expect(told == ["begun", "39 events"])
        #expect(try log.differences() == [])
    }
}
