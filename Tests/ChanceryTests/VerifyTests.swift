import Casebook
import EventLog
import Foundation
import SQLite
import SystemPackage
import Testing
import TimeLimits

@testable import chancery

/// What checkpoints let `verify` see.
@Suite(.endsInTime) struct VerifyTests {
    @Test func `a log that was cut, or written anew, is found by a checkpoint kept elsewhere`() throws {
        let (desk, key) = try Desk.ofVienna()
        let kept = try desk.write(desk.run("checkpoint").out, to: "kept")
        #expect(desk.run("verify", "--checkpoint", kept, "--key", key).code == 0)

        // Cut, with the checkpoints and all that was drawn of what is gone.
        try desk.tamper(
            """
            DELETE FROM event WHERE position > 50;
            DELETE FROM checkpoint
            """)
        #expect(desk.run("replay").code == 0)
        #expect(desk.run("verify").code == 0)
        let cut = desk.run("verify", "--checkpoint", kept)
        #expect(cut.code == 1)
        #expect(cut.out.contains("it was cut"))
        #expect(desk.run("prove", "--from", kept).code == 1)

        // Written anew: the same number of events, one of them another, and even the same name, with another key.
        let forged = desk.run("export").out.replacing("Moscow", with: "Minsk")
        let forger = try Desk()
        let file = try forger.write(forged, to: "forged.jsonl")
        #expect(forger.run("restore", file, "--name", "vienna.mfa.example").code == 0)
        forger.run("checkpoint")
        #expect(forger.run("verify").code == 0)
        #expect(forger.run("verify", "--checkpoint", kept).code == 1)
        #expect(forger.run("verify", "--key", key).code == 1)
    }

    @Test
    func `beside a write-ahead log that is not the log's own nothing is done, and the log keeps its bytes`()
        throws
    {
        let desk = try Desk(seeded: true)
        let other = try Database(desk.folder + "/other", .writing)
        try other.execute("PRAGMA journal_mode = WAL; CREATE TABLE a(b); INSERT INTO a VALUES (1)")
        try FileManager.default.copyItem(atPath: desk.folder + "/other-wal", toPath: desk.log + "-wal")
        let bytes = FileManager.default.contents(atPath: desk.log)
        for command in [["verify"], ["log"], ["record", "note", "rus-un-donation", "--by", "RUS", "Words."]] {
            let said = desk.run(command)
            #expect(said.code == 75, "\(said)")
            #expect(said.err.contains("is not its own") && said.err.contains("/test.db-wal.\nMove it"))
        }
        #expect(FileManager.default.contents(atPath: desk.log) == bytes)
        try FileManager.default.moveItem(atPath: desk.log + "-wal", toPath: desk.folder + "/kept")
        #expect(desk.run("verify").code == 0)
        try other.close()
    }

    @Test func `when its key is lost a log goes on under its name with another, and the old checkpoints fit`()
        throws
    {
        let (desk, old) = try Desk.ofVienna()
        let kept = try desk.write(desk.run("checkpoint").out, to: "kept")
        let export = try desk.write(desk.run("export").out, to: "export.jsonl")
        let next = try Desk()
        next.run("restore", export, "--name", "vienna.mfa.example")
        let new = try #require(next.run("checkpoint", "--key").lines.first)
        next.run("checkpoint")
        #expect(next.run("verify", "--checkpoint", kept, "--key", old, "--key", new).code == 0)
        #expect(next.run("verify", "--checkpoint", kept, "--key", new).code == 1)
    }

    @Test func `a restored log is signed with its own key, whatever keys the old one had`() throws {
        let (desk, _) = try Desk.ofVienna()
        #expect(desk.run("checkpoint", "--new-key").code == 0)
        let kept = try desk.write(desk.run("checkpoint").out, to: "kept")
        let old = try #require(desk.run("checkpoint", "--key").lines.first)
        let next = try Desk()
        next.run("restore", try desk.write(desk.run("export").out, to: "x"), "--name", "vienna.mfa.example")
        let new = try #require(next.run("checkpoint", "--key").lines.first)
        #expect(next.run("checkpoint").code == 0)
        #expect(next.run("verify").code == 0)
        #expect(next.run("verify", "--checkpoint", kept, "--key", old, "--key", new).code == 0)
        #expect(next.run("checkpoint", "--new-key").code == 0)
        #expect(next.run("checkpoint").code == 0)
        #expect(next.run("verify", "--key", new).code == 0)
    }

    @Test func `who trusts the new key alone trusts what was signed before it was added`() throws {
        let (desk, old) = try Desk.ofVienna()
        let kept = try desk.write(desk.run("checkpoint").out, to: "kept")
        desk.note()
        #expect(desk.run("checkpoint", "--new-key").code == 0)
        let new = try #require(desk.run("checkpoint", "--key").lines.first)
        #expect(new != old)
        desk.note()
        desk.run("checkpoint")
        #expect(desk.run("verify", "--key", new).code == 0)
        #expect(desk.run("verify", "--key", new, "--checkpoint", kept).code == 0)
        #expect(desk.run("verify", "--key", old).code == 0)
        // A third, and a log that was changed before the first was replaced.
        desk.run("checkpoint", "--new-key")
        let last = try #require(desk.run("checkpoint", "--key").lines.first)
        for key in [old, new, last] { #expect(desk.run("verify", "--key", key).code == 0) }
        try desk.tamper("UPDATE checkpoint SET text = replace(text, '54', '53') WHERE number = 1")
        #expect(desk.run("verify", "--key", last).code == 1)
    }

    @Test
    func `a key that was replaced vouches for nothing that was filed since, to who trusts the new one alone`()
        throws
    {
        let (desk, _) = try Desk.ofVienna()
        let folder = desk.folder + "/config/chancery/keys"
        let stolen = try SigningKey(at: FilePath(folder + "/vienna.mfa.example"))
        #expect(desk.run("checkpoint", "--new-key").code == 0)
        let new = try #require(desk.run("checkpoint", "--key").lines.first)
        desk.note()
        let root = try Casebook(at: FilePath(desk.log), .reading).store.read { try Log($0).root(size: 56) }
        let forged = try Checkpoint(origin: "vienna.mfa.example", size: 56, root: root, signedBy: [stolen])
        let file = try desk.write(forged.text, to: "forged")
        let said = desk.run("verify", "--key", new, "--checkpoint", file)
        #expect(said.code == 1)
        let words = said.lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
        #expect(words.contains("not signed with a valid key"))
    }

    @Test func `a checkpoint that was saved otherwise than it was printed is a file to be mended`() throws {
        let (desk, key) = try Desk.ofVienna()
        let printed = desk.run("checkpoint").out
        for (text, words) in [
            ("\u{FEFF}" + printed, "it begins with a byte order mark"),
            (printed.replacing("\n", with: "\r\n"), "it has Windows line ends"),
            (printed.replacing("\n", with: "\r"), "it has Windows line ends"),
            (String(printed.dropLast()), "its last line has no end"),
            ("\u{FEFF}" + printed.dropLast().replacing("\n", with: "\r\n"), "and its last line has no end"),
            ("not one", "contains no checkpoint"), ("", "contains no checkpoint"),
        ] {
            let file = try desk.write(text, to: "kept")
            for command in [["verify", "--checkpoint", file, "--key", key], ["prove", "--from", file]] {
                let said = desk.run(command)
                #expect(said.code == 65, "\(words)")
                #expect(said.err.contains(words), "\(said.err)")
            }
        }
    }

    @Test(arguments: [
        "CREATE TRIGGER \"\u{301}\" AFTER INSERT ON obligation_1 BEGIN SELECT 1; END",
        "CREATE TRIGGER \"e\u{301}vent\" AFTER INSERT ON EVENT BEGIN SELECT 1; END",
        "ALTER TABLE projection RENAME TO p; CREATE VIEW projection AS SELECT * FROM p",
        "CREATE VIEW entry_2 AS SELECT 1", "CREATE TABLE pragma_table_info(a)", "CREATE TABLE json_each(a)",
        "CREATE TABLE \"setting\u{200B}\"(a)", "CREATE INDEX i ON setting(value)", "ANALYZE",
        "INSERT INTO projection VALUES ('li\u{301}ve', 9, 54, 'x')",
        "INSERT INTO projection VALUES ('building', 1, 0, 'x')",
    ])
    func `what is no part of a log is a finding, whatever it is called`(sql: String) throws {
        let (desk, _) = try Desk.ofVienna()
        let database = try Database(desk.log, .writing)
        try database.execute(sql)
        try database.close()
        let said = desk.run("verify", "--format", "json")
        #expect(said.code == 1, "\(sql): \(said.out)\(said.err)")
    }

    @Test func `a checkpoint that was touched is found`() throws {
        for (sql, words) in [
            (
                "UPDATE checkpoint SET text = replace(text, '54', '53') WHERE number = 1",
                "not signed with a valid key"
            ),
            ("UPDATE checkpoint SET size = 53 WHERE number = 1", "says that it covers 54 events"),
            ("UPDATE checkpoint SET text = 'x' WHERE number = 2", "checkpoint 2 cannot be read"),
            ("DELETE FROM checkpoint WHERE number = 1", "there is a gap"),
            ("DROP TABLE checkpoint", "table checkpoint is missing"),
            ("UPDATE checkpoint SET text = text || char(0) WHERE number = 2", "checkpoint 2 cannot be read"),
            ("DROP TABLE setting", "table setting is missing"),
            (
                "UPDATE setting SET value = replace(value, 'A', 'B') WHERE name = 'vkey'",
                "by which key it is signed"
            ),
            ("UPDATE setting SET value = 'another' WHERE name = 'name'", "by which key it is signed"),
            ("DELETE FROM setting", "by which key it is signed"),
            ("INSERT INTO setting VALUES ('self', 'Nowhere')", "the setting self"),
        ] {
            let (desk, _) = try Desk.ofVienna()
            desk.run("checkpoint")
            desk.note()
            desk.run("checkpoint")
            try desk.tamper(sql)
            let verified = desk.run("verify")
            #expect(verified.code == 1, "\(sql)")
            #expect(
                verified.lines.joined(separator: " ").replacing(/\s+/, with: " ").contains(words),
                "\(verified.out)")
        }
    }

    @Test func `a key that nobody who counts has signed for does not count`() throws {
        let (desk, key) = try Desk.ofVienna()
        desk.run("checkpoint")
        // Somebody with the file and no key adds his own, and signs with it.
        let forger = try #require(SigningKey(name: "vienna.mfa.example"))
        let event =
            #"{"details":{"replaces":"\#(key)","verifierKey":"\#(forger.verifierKey)"},"id":"017d4000-0000-7000-8000-000000000001","kind":"key-added","recordedAt":"2021-11-30T00:00:00.000Z","recordedBy":"x"}"#
        let lines = desk.run("export").out + event + "\n"
        let file = try desk.write(lines, to: "with-key.jsonl")
        let copy = desk.folder + "/copy.db"
        #expect(desk.run("restore", file, "--log", copy, "--name", "copy").code == 0)
        let checkpoint = try Checkpoint(
            origin: "vienna.mfa.example", size: 55, root: try root(of: lines), signedBy: [forger])
        let founding = try #require(VerifierKey(key))
        try desk.tamper(
            """
            UPDATE setting SET value = 'vienna.mfa.example' WHERE name = 'name';
            UPDATE setting SET value = '\(founding)' WHERE name = 'vkey';
            INSERT INTO checkpoint VALUES (1, 55, '\(checkpoint.text)')
            """, log: copy)
        let verified = desk.run("verify", "--log", copy)
        #expect(verified.code == 1)
        #expect(verified.out.contains("not signed with a valid key"))
    }

    /// Who can write to the file, and has no key, adds his own, and hides that from whoever signs next.
    @Test func `nothing is signed by which somebody else's key would count`() throws {
        let (desk, _) = try Desk.ofVienna()
        #expect(desk.run("checkpoint", "--new-key").code == 0)
        let key = try #require(desk.run("checkpoint", "--key").lines.first)
        let forger = try #require(SigningKey(name: "vienna.mfa.example")).verifierKey.description
        func event(_ replaced: String, _ new: String, at position: Int, stream: String = ".log") -> String {
            let id = "017d40000000700080000000000000\(position)"
            let text =
                #"{"details":{"replaces":"\#(replaced)","verifierKey":"\#(new)"},"id":"\#(id)","kind":"key-added"}"#
            return """
                INSERT INTO event VALUES (\(position), x'\(id)', '\(stream)', 32503680000000, NULL,
                    x'\(TreeHash.leaf(text).hexadecimal)', '\(text)');
                """
        }
        for (sql, code) in [
            (event(key, forger, at: 56), 66),
            // Not where keys are looked for; it can be put there when it has been signed.
            (event(key, forger, at: 56, stream: "x"), 74),
            // Behind it the key that signs, once more: by the founding one's settings, or by others.
            (event(key, forger, at: 56) + event(forger, key, at: 57), 66),
            (
                event(key, forger, at: 56) + event(forger, key, at: 57)
                    + "UPDATE setting SET value = '\(forger)' WHERE name = 'vkey'", 74
            ),
        ] as [(String, Int32)] {
            let copy = desk.folder + "/copy.db"
            try? FileManager.default.removeItem(atPath: copy)
            desk.run("backup", copy)
            try desk.tamper(sql, log: copy)
            let said = desk.run("checkpoint", "--log", copy)
            #expect(said.code == code && said.out == "", "\(sql): \(said.err)")
        }
        #expect(desk.run("checkpoint").code == 0)
    }

    private func root(of lines: String) throws -> TreeHash.Digest {
        var range = CompactRange()
        for line in lines.split(separator: "\n") { range.append(TreeHash.leaf(String(line))) }
        return range.root
    }

    @Test func `a backup's checkpoint is one that the source continues`() throws {
        let (desk, key) = try Desk.ofVienna()
        desk.run("checkpoint")
        let copy = desk.folder + "/copy.db"
        #expect(desk.run("backup", copy).code == 0)
        desk.note()
        #expect(desk.run("verify", "--log", copy, "--key", key).code == 0)
        let ofCopy = try desk.write(desk.run("checkpoint", "--log", copy).out, to: "of-copy")
        let proof = try desk.write(desk.run("prove", "--from", ofCopy).out, to: "proof")
        #expect(desk.run("check-proof", proof, "--key", key).code == 0)
        #expect(desk.run("verify", "--checkpoint", ofCopy).code == 0)
    }
}
