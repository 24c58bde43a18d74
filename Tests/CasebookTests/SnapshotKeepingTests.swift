import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Testing
import TimeLimits

@testable import Oracle

@Suite(.endsInTime) struct SnapshotKeepingTests {
    private static let opening =
        #"{"kind":"dispute-opened","dispute":"d","details":{"title":"T","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["UN"]}]}}"#

    private func grow(_ log: TemporaryLog, by count: Int) throws {
        let draft = try #require(
            try JSON.parse(
                #"{"kind":"demand","dispute":"d","actors":["RUS"],"addressees":["UN"],"occurred":"2021-11-01"}"#
            )
            .object)
        _ = try log.casebook.file(
            Array(repeating: draft, count: count), by: "desk", at: Instant(milliseconds: 1_636_545_600_000))
    }

    @Test func `snapshots are taken by themselves as a family grows`() throws {
        let log = try TemporaryLog()
        _ = try log.casebook.file(
            [try #require(try JSON.parse(Self.opening).object)], by: "desk",
            at: Instant(milliseconds: 1_636_545_600_000))
        try grow(log, by: 400)
        #expect(try log.casebook.snapshots().isEmpty)
        try grow(log, by: 700)
        #expect(try log.casebook.snapshots().map(\.position) == [1101])
        for _ in 1...11 { try grow(log, by: 100) }
        #expect(try log.casebook.snapshots().count == 2)
        #expect(try log.casebook.snapshotFaults().isEmpty)
    }

    @Test func `of many snapshots of a family the newest are kept, and ever fewer of the older ones`() throws
    {
        let log = try TemporaryLog()
        _ = try log.casebook.file(
            [try #require(try JSON.parse(Self.opening).object)], by: "desk",
            at: Instant(milliseconds: 1_636_545_600_000))
        for last in 2...40 {
            try grow(log, by: 1)
            _ = try log.casebook.takeSnapshots()
            let positions = try log.casebook.snapshots().map(\.position).sorted(by: >)
            #expect(positions.count <= 8)
            #expect(positions.prefix(4) == (max(2, last - 3)...last).reversed().prefix(4))
            // Until eight are passed all are kept.
            if last <= 9 { #expect(positions.count == last - 1) }
        }
        #expect(try log.casebook.snapshots().contains { $0.position < 30 })
        #expect(try Verification(log.casebook).run().findings == [])
    }

    /// One letter, or a letter and its accent: to Swift one string, to the log two.
    @Test func `two spellings of one name are two parties, in snapshots and rows too`() throws {
        let log = try TemporaryLog()
        let drafts = try ["caf\u{E9}", "cafe\u{301}"].map { name in
            let start =
                #"{"kind":"request-for-explanation","dispute":"d","actors":["UN"],"addressees":["RUS","?:"#
            return try #require(try JSON.parse(start + name + #""]}"#).object)
        }
        let now = Instant(milliseconds: 1_636_545_600_000)
        _ = try log.casebook.file(
            [try #require(try JSON.parse(Self.opening).object)] + drafts, by: "desk", at: now)
        _ = try log.casebook.takeSnapshots()
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
        try log.reopen()
        _ = try log.casebook.file(drafts, by: "desk", at: now)
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test func `a damaged snapshot is reported, ignored and replaced`() throws {
        let log = try TemporaryLog()
        _ = try log.casebook.file(
            [try #require(try JSON.parse(Self.opening).object)], by: "desk",
            at: Instant(milliseconds: 1_636_545_600_000))
        try grow(log, by: 20)
        _ = try log.casebook.takeSnapshots()
        try grow(log, by: 5)
        let moment = Moment(asOf: Day(number: 19_000), knownAt: Instant(milliseconds: 1_636_545_700_000))
        let answer = try log.casebook.status(of: "d", at: moment).json
        try log.casebook.store.write {
            try $0.execute("UPDATE snapshot SET packed = zeroblob(length(packed))")
        }
        try log.reopen()
        #expect(try log.casebook.status(of: "d", at: moment).json == answer)
        #expect(log.casebook.faults.found.map(\.fault) == [.damaged])
        #expect(try Verification(log.casebook).run().findings.map(\.point) == [5])
        try grow(log, by: 1)
        #expect(try log.casebook.snapshotFaults().isEmpty)
        #expect(try log.casebook.snapshots().map(\.position) == [27])
        #expect(try Verification(log.casebook).run().findings == [])
    }
}

@Suite(.endsInTime) struct PencilTests {
    @Test func `all that is drawn from the log can be thrown out, and every answer is the same`() throws {
        let history = RandomHistory(seed: 77, events: 300)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        _ = try log.casebook.takeSnapshots()
        let moment = Moment(asOf: Day(number: history.days.upperBound))
        let answers = try log.casebook.statuses(at: moment).map(\.json)
        try log.casebook.store.write { db in
            let views = try PreparedStatement(db, "SELECT name FROM sqlite_schema WHERE type = 'view'").all {
                $0.textBeforeNUL(0)
            }
            for view in views { try db.execute("DROP VIEW \(view)") }
            let tables = try PreparedStatement(
                db,
                """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT IN ('event', 'setting', 'checkpoint')
                """
            ).all { $0.textBeforeNUL(0) }
            for table in tables { try db.execute("DROP TABLE \(table)") }
        }
        try log.reopen()
        #expect(try log.casebook.statuses(at: moment).map(\.json) == answers)
        _ = try log.casebook.replay()
        #expect(try log.casebook.statuses(at: moment).map(\.json) == answers)
        _ = try log.casebook.takeSnapshots()
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test(arguments: [
        "DROP TABLE tile", "DELETE FROM tile",
        "DELETE FROM tile WHERE number = (SELECT max(number) FROM tile)",
    ])
    func `who files where the tree's tiles were thrown out has them drawn anew`(sql: String) throws {
        let history = RandomHistory(seed: 77, events: 511)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        try log.casebook.store.write { try $0.execute(sql) }
        try log.reopen()
        let party = try #require(RegisteredParty(code: "ZZZ", name: "Zed", aliases: [], sort: .own))
        // The 512th, which completes a tile.
        _ = try log.casebook.register(
            party, by: "desk", at: try #require(Instant("2031-01-01T00:00:00.000Z")))
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test func `a tile that is missing in the midst is drawn by a replay`() throws {
        let history = RandomHistory(seed: 77, events: 600)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        try log.casebook.store.write { try $0.execute("DELETE FROM tile WHERE number = 0") }
        try log.reopen()
        #expect(try Verification(log.casebook).run().findings != [])
        _ = try log.casebook.replay()
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test func `a row that cannot be read stops no reader`() throws {
        let history = RandomHistory(seed: 78, events: 80)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let moment = Moment(asOf: Day(number: history.days.upperBound))
        let answers = try log.casebook.statuses(at: moment).map(\.json)
        try log.casebook.store.write { db in
            let table = try PreparedStatement(
                db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'dispute_*'"
            ).first { $0.textBeforeNUL(0) }
            try db.execute("UPDATE \(try #require(table)) SET state = x'FF'")
        }
        #expect(try log.casebook.statuses(at: moment).map(\.json) == answers)
    }
}
