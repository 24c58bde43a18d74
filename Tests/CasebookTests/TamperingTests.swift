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

/// What a bad disk, or somebody with the sqlite3 shell, can do to the file: `verify` finds it, and nothing traps.
@Suite(.endsInTime) struct TamperingTests {
    private static func matcher() throws -> TemporaryLog {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 5, events: 60).events.map(\.canonical))
        let party = try #require(RegisteredParty(code: "ZZZ", name: "Zed", aliases: [], sort: .own))
        _ = try log.casebook.register(party, by: "desk", at: now)
        return log
    }

    private static var now: Instant { Instant("2031-01-01T00:00:00.000Z") ?? Instant(milliseconds: 0) }

    @Test func `the index of a log whose last event stands very far away is drawn all the same`() throws {
        let log = try Self.matcher()
        try Self.tamper(log, "UPDATE event SET position = 576460752303423488 WHERE position = 61")
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        #expect(try log.casebook.search(SearchQuestion("Zed OR daily")).hits.isEmpty == false)
    }

    /// Puts the sentences through with the triggers out of the way.
    private static func tamper(_ log: TemporaryLog, _ sql: String) throws {
        try log.casebook.store.write { db in
            let triggers = try PreparedStatement(
                db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            )
            .all { (name: $0.textBeforeNUL(0), sql: $0.textBeforeNUL(1)) }
            for trigger in triggers { try db.execute("DROP TRIGGER \(trigger.name)") }
            try db.execute(sql)
            for trigger in triggers { try db.execute(trigger.sql) }
        }
        try log.reopen()
    }

    @Test(arguments: [
        "UPDATE event SET text = text || char(0) || 'more' WHERE position = 20",
        "UPDATE event SET stream = stream || char(0) || 'more' WHERE position = 20",
        "UPDATE event SET position = 9223372036854775807 WHERE position = 61",
        "UPDATE event SET position = -9223372036854775808 WHERE position = 61",
        "UPDATE event SET recorded_at = 9223372036854775807 WHERE position = 61",
        // A character that is none, and a byte that is read as the same.
        "UPDATE event SET stream = 'x' || CAST(x'FF' AS TEXT) WHERE position = 20",
        // SQLite takes it for a trigger, and passes over what it should write without a word.
        """
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_schema VALUES ('TRIGGER', 'hidden', 'event', 0,
            'CREATE TRIGGER hidden BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END')
        """,
        "CREATE UNIQUE INDEX hidden ON event(hash)",
        "CREATE UNIQUE INDEX hidden ON obligation_1(body, opener)",
        "PRAGMA user_version = 0", "PRAGMA user_version = 1", "DROP TABLE setting",
        "UPDATE projection SET rules = rules || char(0) || 'more'",
        "UPDATE setting SET value = value || char(0) || 'more'",
        "UPDATE run_1 SET body = x'' WHERE id = 1", "DELETE FROM run_1 WHERE id = 2", "DELETE FROM change_1",
        "UPDATE run_1 SET dispute = 77777 WHERE id = 1", "UPDATE measure_1 SET level = 10",
        "UPDATE change_1 SET phase = 'decided'", "UPDATE entry_1 SET target = target + 1",
        "DROP VIEW disputes; CREATE VIEW disputes AS SELECT 'x' AS id", "DROP VIEW obligations",
        "DROP INDEX run_1_place", "UPDATE run_1 SET place = 0 WHERE id = 1",
        "UPDATE entry_1 SET place = -9223372036854775808", "UPDATE entry_1 SET place = 9223372036854775807",
        "UPDATE run_1 SET place = place + 9000000000000000000 WHERE id = 1",
        "UPDATE dispute_1 SET last_place = 9223372036854775807",
        "DROP VIEW disputes; ALTER TABLE dispute_1 DROP COLUMN assessed",
        "DROP VIEW events; ALTER TABLE entry_1 DROP COLUMN flags",
        "DROP TABLE entry_1", "DROP TABLE run_1", "DROP TABLE kept_date_1", "DROP TABLE snapshot",
        "CREATE TABLE entry_9223372036854775807(x); DELETE FROM projection",
        // Phase 0, then three numbers of which one is the greatest there is; a temperature of 2^62.
        "UPDATE dispute_1 SET state = x'0002feffffffffffffffff0102000000000000'",
        "UPDATE run_1 SET body = x'00000200feffffffffffffffff010000000000'",
    ])
    func `tampering is found, and stops nobody with a trap`(sql: String) throws {
        let log = try Self.matcher()
        try Self.tamper(log, sql)
        #expect(try Verification(log.casebook).run().findings != [])
        let day = try #require(Day("2030-12-31"))
        _ = try? log.casebook.statuses(at: Moment(asOf: day))
        _ = try? log.casebook.statuses(at: Moment(asOf: day, knownAt: Self.now))
        _ = try? log.casebook.replay(isDryRun: true)
        let draft = try #require(
            JSON.parse(#"{"kind":"demand","dispute":"amber","actors":["RUS"],"occurred":"2030-01-01"}"#)
                .object)
        _ = try? log.casebook.file([draft], by: "desk", at: Self.now)
        for text in try log.texts() { #expect(Event(text: text)?.recordedAt != nil, "\(text)") }
    }

    @Test func `what a trigger of somebody's keeps out of the log is not said to be filed`() throws {
        let log = try Self.matcher()
        try Self.tamper(
            log, "CREATE TRIGGER hidden BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END")
        let party = try #require(RegisteredParty(code: "ZZY", name: "Zoe", aliases: [], sort: .own))
        #expect(throws: LogError.self) { try log.casebook.register(party, by: "desk", at: Self.now) }
    }

    @Test func `bytes that are no UTF-8 are found, even where what is read of them is what was filed`() throws
    {
        let log = try Self.matcher()
        let party = try #require(RegisteredParty(code: "ZZY", name: "Z\u{FFFD}e", aliases: [], sort: .own))
        _ = try log.casebook.register(party, by: "desk", at: Self.now)
        #expect(try Verification(log.casebook).run().findings == [])
        try Self.tamper(
            log, "UPDATE event SET text = replace(text, char(65533), CAST(x'FF' AS TEXT)) WHERE position = 62"
        )
        #expect(try Set(Verification(log.casebook).run().findings.map(\.position)) == [62])
    }

    @Test(arguments: [
        "is_soft = 3 WHERE is_soft = 1", "is_soft = -1 WHERE is_soft = 1", "due = due || char(0)",
        "due = due || ' '",
    ])
    func `a kept date is what its act says, to the byte`(change: String) throws {
        let log = try Self.matcher()
        let draft = try #require(
            JSON.parse(
                #"{"kind":"meeting","dispute":"amber","actors":["RUS"],"occurred":"2030-01-01","due":{"about":"2030-02-01"}}"#
            ).object)
        _ = try log.casebook.file([draft], by: "desk", at: Self.now)
        #expect(try Verification(log.casebook).run().findings == [])
        try Self.tamper(log, "UPDATE kept_date_1 SET \(change)")
        #expect(try Verification(log.casebook).run().findings != [])
    }

    @Test(arguments: [
        "DROP TABLE entry_1", "DROP TABLE run_1", "DROP TABLE dispute_1",
        "DROP TABLE snapshot; DELETE FROM entry_1; DELETE FROM run_1",
        "DROP VIEW disputes; ALTER TABLE dispute_1 DROP COLUMN assessed",
        "DROP VIEW events; ALTER TABLE entry_1 DROP COLUMN flags",
        "DROP VIEW disputes; CREATE VIEW disputes AS SELECT 'x' AS id",
        "UPDATE run_1 SET body = x'00'", "UPDATE run_1 SET dispute = 77777",
    ])
    func `a replay draws anew whatever was done to what is drawn`(sql: String) throws {
        let log = try Self.matcher()
        try Self.tamper(log, sql)
        _ = try log.casebook.replay()
        _ = try log.casebook.takeSnapshots()
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test func `all that is wrong with one event is said, and not the first thing only`() throws {
        let log = try Self.matcher()
        try Self.tamper(
            log,
            """
            UPDATE event SET stream = 'nowhere', recorded_at = recorded_at - 1,
                text = ' ' || replace(text, '"kind"', '"kund"') WHERE position = 20
            """)
        let findings = try Verification(log.casebook).run().findings.filter {
            $0.position == 20 && $0.point < 3
        }
        for words in [
            "its leaf hash", "not canonical", "it has no kind", "the column stream", "the column recorded_at",
        ] {
            #expect(findings.contains { $0.words.contains(words) }, "\(words): \(findings)")
        }
    }

    @Test func `who files in a family whose rows cannot be read has them drawn anew`() throws {
        let log = try Self.matcher()
        try Self.tamper(log, "UPDATE dispute_1 SET state = x'00'; UPDATE obligation_1 SET body = x'00'")
        let moment = Moment(asOf: try #require(Day("2030-12-31")))
        #expect(try log.casebook.statuses(at: moment).isEmpty == false)
        for dispute in try log.texts().compactMap({ Event(text: $0) }).filter({
            $0.kindName == "dispute-opened"
        })
        .map(\.dispute) {
            let draft = JSONObject([
                ("kind", "demand"), ("dispute", .string(dispute)), ("actors", .array(["RUS"])),
                ("occurred", "2030-01-01"),
            ])
            _ = try log.casebook.file([draft], by: "desk", at: Self.now)
        }
        #expect(try Verification(log.casebook).run().findings == [])
    }
}
