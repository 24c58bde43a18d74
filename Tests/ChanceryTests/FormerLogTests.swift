import CanonicalJSON
import DisputeModel
import Foundation
import Testing
import TimeLimits

@testable import chancery

/// Logs that released versions made: opened, asked, verified, filed in and exported, to the byte.
@Suite(.endsInTime) struct FormerLogTests {
    @Test func `a clean clone has the log of 0.1.0, closed and small`() throws {
        let log = try FormerLog.fixture("0.1.0.db")
        #expect(log.count > 100_000 && log.count <= 1 << 20)
        for end in ["-wal", "-shm", "-journal"] {
            #expect(!FileManager.default.fileExists(atPath: "\(FormerLog.folder)/0.1.0.db\(end)"))
        }
    }

    @Test func `a log of 0.1.0 is asked as it stands, and exports the same bytes`() throws {
        let desk = try FormerLog.desk()
        let exported = desk.run("export")
        #expect(try exported.out.utf8.elementsEqual(FormerLog.fixture("0.1.0.jsonl")))
        #expect(exported.err == "", "an upgrade is no fault")
        let said = desk.run(
            "status", "--all", "--format", "json", "--as-of", "2026-12-01", "--today", "2026-12-01")
        let former = try JSON.parse(String(decoding: FormerLog.fixture("0.1.0.status.json"), as: UTF8.self))
        // One reading was settled since: a claim of which nobody is named never acts.
        let unsigned = try #require(
            former.array?.flatMap { $0.object?["obligations"]?.array ?? [] }.first {
                $0.object?["owedTo"] == ["?"]
            })
        let settled = unsigned.canonical
            .replacing(#""state":"refused""#, with: #""state":"open""#)
            .replacing(#""timeliness":null"#, with: #""timeliness":"no-date""#)
        let expected = former.canonical.replacing(unsigned.canonical, with: settled)
        let now = try JSON.parse(said.out)
        let known = Set((former.array?.first?.object ?? JSONObject()).keys)
        let answers = (now.array ?? []).map { answer in
            JSON.object(
                JSONObject(
                    (answer.object?.members ?? []).filter { known.contains($0.key) }.map {
                        ($0.key, $0.value)
                    }))
        }
        #expect(JSON.array(answers).canonical == expected)
        #expect(desk.run("search", "donation").code == 0)
    }

    @Test func `a log of 0.1.0 holds, with what could not be recorded now as remarks`() throws {
        let desk = try FormerLog.desk()
        let keys = String(decoding: try FormerLog.fixture("0.1.0.vkeys"), as: UTF8.self).split(
            separator: "\n")
        #expect(keys.count == 2)
        for key in keys {
            let said = desk.run(
                "verify", "--key", String(key), "--checkpoint", "\(FormerLog.folder)/0.1.0.second.checkpoint")
            #expect(said.code == 0, "\(key): \(said.out)")
        }
        let said = desk.run("verify", "--format", "json")
        let report = try JSON.parse(said.out).object
        #expect(report?["projectionsOf"] == "0.1.0" && report?["holds"] == true)
        #expect(report?["remarks"]?.array?.compactMap { $0.object?["position"]?.integer } == [78, 79, 80])
    }

    @Test(arguments: [
        "CREATE VIEW mine AS SELECT 1", "CREATE INDEX mine ON dispute_1(title)",
        "DROP VIEW events; CREATE VIEW events AS SELECT 'lie' AS marking",
        "CREATE TRIGGER mine AFTER INSERT ON entry_1 BEGIN SELECT 1; END",
        "DROP TABLE kept_date_1; CREATE TABLE kept_date_1(secret TEXT)", "DROP TABLE obligation_1",
        "INSERT INTO projection VALUES ('building', 7, 0, '9859f1a234bbcdd8')",
        """
        INSERT INTO projection VALUES ('building', 7, 0, '9859f1a234bbcdd8');
        CREATE TABLE dispute_7(secret TEXT); CREATE VIEW entry_7 AS SELECT 1
        """,
        "INSERT INTO snapshot SELECT 'nobody', position, root, rules, count, packed, checksum FROM snapshot LIMIT 1",
        "UPDATE snapshot SET checksum = zeroblob(length(checksum))",
        "UPDATE snapshot SET root = zeroblob(length(root))",
    ])
    func `whoever writes what 0.1.0 would not is found, though nothing is read from it`(sql: String) throws {
        let desk = try FormerLog.desk()
        #expect(desk.run("verify").code == 0)
        try desk.tamper(sql)
        let said = desk.run("verify")
        #expect(said.code == 1, "\(said)")
    }

    @Test func `a log of 0.1.0 is filed in, and what it held stays to the byte`() throws {
        let desk = try FormerLog.desk()
        try desk.tamper("UPDATE dispute_1 SET level = 9 WHERE id = 'fence/water'")
        let filed = desk.run(
            "record", "note", "fence", "--by", "AUT", "--on", "2026-12-30", "After the upgrade")
        #expect(filed.code == 0 && filed.err.contains("They are rebuilt, once."), "\(filed.err)")
        // What a rule says otherwise since is said once: a claim of which nobody is named never acts.
        #expect(
            filed.err.hasSuffix(
                "now differ from before:\nfence:\n  obligation #85: refused, should be open\n  events: #85\n"
                    + "fence/water:\n  temperature: 9, should be 0\n  events: #56\n"
            ),
            "\(filed.err)")
        #expect(desk.run("replay", "--dry-run").code == 0)
        let again = desk.run("record", "note", "fence", "--by", "AUT", "--on", "2026-12-30", "Once more")
        #expect(again.code == 0 && again.err == "", "\(again.err)")
        let verified = desk.run("verify", "--format", "json")
        let report = try JSON.parse(verified.out).object
        #expect(verified.code == 0 && report?["projectionsOf"] == .null)
        let lines = desk.run("export").lines
        let before = String(decoding: try FormerLog.fixture("0.1.0.jsonl"), as: UTF8.self)
        #expect(lines.dropLast(2).map { $0 + "\n" }.joined() == before)
        // An id rises from version 0.2 on, after those of before too.
        let ids = try lines.suffix(3).map { try JSON.parse($0).object?["id"]?.string ?? "" }
        #expect(ids[0] < ids[1] && ids[1] < ids[2])
    }

    @Test func `what 0.1.0 imported is known again`() throws {
        let desk = try FormerLog.desk()
        let said = desk.run("import", "\(FormerLog.folder)/0.1.0.other.jsonl")
        #expect(said.code == 0 && said.out.hasPrefix("Recorded 0 events; 2 events"), "\(said.out)\(said.err)")
    }

    @Test func `the export of 0.1.0 is restored as it is, and exports the same bytes`() throws {
        let desk = try Desk()
        desk.clock = Instant("2027-01-01T12:00:00.000Z") ?? desk.clock
        let export = "\(FormerLog.folder)/0.1.0.jsonl"
        let refused = desk.run("restore", export)
        #expect(refused.code == 65 && refused.err.contains("Line 78 could not have been recorded"))
        let taken = desk.run("restore", export, "--as-is")
        #expect(taken.code == 0 && taken.out.contains("3 events could not have been recorded"))
        #expect(try desk.run("export").out.utf8.elementsEqual(FormerLog.fixture("0.1.0.jsonl")))
        #expect(desk.run("verify").code == 0)
    }
}
