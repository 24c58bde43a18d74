import CanonicalJSON
import DisputeModel
import Dispatch
import Foundation
import SQLite
import Synchronization
import Testing
import TimeLimits

@testable import chancery

/// A log of version 0.1.0 becomes one of this version with the first command that writes in it.
@Suite(.endsInTime) struct MigrationTests {
    private static func version(_ path: String) throws -> Int? {
        let database = try Database(path, .reading)
        defer { try? database.close() }
        return try PreparedStatement(database, "PRAGMA user_version").first { $0.number(0) }
    }

    private static func file(_ desk: Desk, _ words: String = "After the upgrade") -> Desk.Said {
        desk.run("record", "note", "fence", "--by", "AUT", "--on", "2026-12-30", words)
    }

    private static func export() throws -> String {
        String(decoding: try FormerLog.fixture("0.1.0.jsonl"), as: UTF8.self)
    }

    private func copies(_ desk: Desk) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: desk.folder)
            .filter { $0.hasPrefix("test.db.0.1.0") && !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
            .sorted()
    }

    @Test func `a trial of an import migrates nothing, and says what to do first`() throws {
        let desk = try FormerLog.desk()
        let table = [
            "--mapping", "\(FormerLog.folder)/0.1.0.mapping.yaml", "\(FormerLog.folder)/0.1.0.table.csv",
        ]
        for words in [["\(FormerLog.folder)/0.1.0.other.jsonl"], table] {
            let trial = desk.run(["import", "--dry-run"] + words)
            #expect(trial.code == 75 && trial.err.contains("chancery replay"), "\(trial)")
            #expect(try copies(desk) == [] && Self.version(desk.log) == 1)
        }
        #expect(desk.run("replay").code == 0)
        #expect(try Self.version(desk.log) == 2)
        for words in [["\(FormerLog.folder)/0.1.0.other.jsonl"], table] {
            let trial = desk.run(["import", "--dry-run"] + words)
            #expect(trial.code == 0, "\(trial)")
        }
    }

    @Test func `whoever only asks migrates nothing`() throws {
        let desk = try FormerLog.desk()
        for words in [
            ["status"], ["due"], ["timeline", "fence"], ["search", "donation"], ["export"], ["verify"],
            ["log"], ["replay", "--dry-run"], ["snapshot", "list"], ["settings"],
            ["backup", desk.folder + "/b.db"],
        ] {
            let said = desk.run(words)
            #expect(said.code == 0 || words[0] == "replay", "\(words): \(said)")
        }
        #expect(try copies(desk) == [])
        #expect(try Self.version(desk.log) == 1)
        #expect(try Self.version(desk.folder + "/b.db") == 1)
    }

    @Test(arguments: [
        ["record", "note", "fence", "--by", "AUT", "--on", "2026-12-30", "x"], ["settings", "self", "AUT"],
        ["replay"], ["snapshot", "take"],
    ])
    func `whatever writes migrates, and leaves a copy of the log as it was`(words: [String]) throws {
        let desk = try FormerLog.desk()
        let said = desk.run(words)
        #expect(said.code == 0 && said.err.contains("made by version 0.1.0"), "\(said)")
        #expect(try Self.version(desk.log) == 2)
        #expect(try copies(desk) == ["test.db.0.1.0"])
        #expect(desk.run("verify").code == 0)
        let copy = desk.log + ".0.1.0"
        #expect(try Self.version(copy) == 1)
        #expect(desk.run("export", "--log", copy).out == (try Self.export()))
        let verified = desk.run("verify", "--log", copy, "--format", "json")
        #expect(verified.code == 0)
        #expect(try JSON.parse(verified.out).object?["projectionsOf"] == "0.1.0")
        // Once.
        #expect(!desk.run(words).err.contains("0.1.0"))
        #expect(desk.run("export").out.hasPrefix(try Self.export()))
    }

    @Test func `where no copy can be made nothing is begun`() throws {
        let desk = try FormerLog.desk()
        try desk.write("left", to: "test.db.0.1.0-wal")
        let said = Self.file(desk)
        #expect(said.code == 73, "\(said)")
        #expect(said.err.contains("a copy of it cannot be made"))
        #expect(said.err.hasSuffix("nothing was changed, the log can be read.\n"))
        #expect(try Self.version(desk.log) == 1)
        #expect(desk.run("export").out == (try Self.export()))
        try FileManager.default.removeItem(atPath: desk.log + ".0.1.0-wal")
        #expect(Self.file(desk).code == 0)
    }

    @Test
    func
        `a copy that a killed migration left serves again, and nothing else is taken for one or written over`()
        throws
    {
        let desk = try FormerLog.desk()
        try FormerLog.fixture("0.1.0.db").write(to: URL(filePath: desk.log + ".0.1.0"))
        #expect(Self.file(desk).code == 0)
        #expect(try copies(desk) == ["test.db.0.1.0"])

        for (name, bytes) in [
            ("no log", Data("a letter".utf8)), ("nothing", Data()),
            ("half", try FormerLog.fixture("0.1.0.db").prefix(8192)),
        ] {
            let other = try FormerLog.desk()
            try bytes.write(to: URL(filePath: other.log + ".0.1.0"))
            #expect(Self.file(other).code == 0, "\(name)")
            #expect(try copies(other) == ["test.db.0.1.0", "test.db.0.1.0-2"], "\(name)")
            #expect(try Data(contentsOf: URL(filePath: other.log + ".0.1.0")) == bytes)
            #expect(other.run("export", "--log", other.log + ".0.1.0-2").out == (try Self.export()))
        }
    }

    @Test func `a migration that was stopped before its tables were made is carried on by the next filing`()
        throws
    {
        let desk = try FormerLog.desk()
        try desk.tamper("PRAGMA user_version = 2")
        let verified = desk.run("verify", "--format", "json")
        #expect(verified.code == 0, "\(verified)")
        #expect(try JSON.parse(verified.out).object?["projectionsOf"] == "0.1.0")
        #expect(desk.run("export").out == (try Self.export()))
        let filed = Self.file(desk)
        #expect(filed.code == 0 && filed.err.contains("#85: refused, should be open"), "\(filed)")
        #expect(try copies(desk) == [])
        #expect(desk.run("verify").code == 0 && desk.run("replay", "--dry-run").code == 0)
    }

    @Test func `several who file at once migrate a log once`() throws {
        // Each run has a context of its own.
        nonisolated(unsafe) let desk = try FormerLog.desk()
        let said = Mutex<[Desk.Said]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { number in
            let one = Self.file(desk, "Number \(number)")
            said.withLock { $0.append(one) }
        }
        let all = said.withLock { $0 }
        #expect(all.allSatisfy { $0.code == 0 }, "\(all)")
        #expect(all.filter { $0.err.contains("made by version 0.1.0") }.count == 1)
        #expect(try copies(desk) == ["test.db.0.1.0"])
        #expect(desk.run("export").lines.count == 91)
        #expect(desk.run("verify").code == 0 && desk.run("replay", "--dry-run").code == 0)
    }

    @Test func `old tables that were tampered with harm nobody`() throws {
        let desk = try FormerLog.desk()
        try desk.tamper(
            """
            UPDATE obligation_1 SET state = char(27) || '[31mlost', due = 7 WHERE opener = 4;
            UPDATE dispute_1 SET phase = '', level = -1, peak = 9223372036854775807 WHERE id = 'bridge';
            DELETE FROM obligation_1 WHERE opener = 21
            """)
        let filed = Self.file(desk)
        #expect(filed.code == 0 && !filed.err.contains("\u{1B}"), "\(filed)")
        #expect(filed.err.contains("temperature: -1, should be 0"), "\(filed.err)")
        #expect(filed.err.contains("obligation #21: absent, should be open"))
        #expect(desk.run("verify").code == 0 && desk.run("replay", "--dry-run").code == 0)
    }

    @Test func `a new log is of this version at once`() throws {
        let desk = try Desk()
        #expect(desk.run("init", "--name", "new").code == 0)
        #expect(try Self.version(desk.log) == 2)
        let restored = try Desk(seeded: true)
        #expect(try Self.version(restored.log) == 2)
    }
}
