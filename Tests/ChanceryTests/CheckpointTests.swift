import EventLog
import Foundation
import Testing
import TimeLimits

@testable import chancery

/// What a log signs, with which key, and what it refuses to sign.
@Suite(.endsInTime) struct CheckpointTests {
    @Test func `a checkpoint is the log's name, its size and its root, signed`() throws {
        let (desk, key) = try Desk.ofVienna()
        let said = desk.run("checkpoint")
        let checkpoint = try #require(Checkpoint(said.out))
        #expect(said.lines[0] == "vienna.mfa.example" && said.lines[1] == "54" && said.lines.count == 5)
        #expect(checkpoint.signers(among: [try #require(VerifierKey(key))]).count == 1)
        #expect(desk.run("verify", "--format", "json").out.contains(checkpoint.root.hexadecimal))
        let json = desk.run("checkpoint", "--format", "json").out
        #expect(json.contains(#""origin":"vienna.mfa.example""#) && json.contains(#""size":54"#))
    }

    @Test func `every checkpoint is kept, and the same one once`() throws {
        let (desk, _) = try Desk.ofVienna()
        desk.run("checkpoint")
        desk.run("checkpoint")
        desk.note()
        desk.run("checkpoint")
        let verified = desk.run("verify")
        #expect(verified.code == 0)
        #expect(verified.out.contains("2 checkpoints"))
    }

    @Test func `an empty log has a checkpoint too`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "empty")
        let said = desk.run("checkpoint")
        #expect(said.lines[1] == "0")
        #expect(said.lines[2] == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(desk.run("verify").code == 0)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601])
    func `a key that others can read signs nothing`(mode: Int) throws {
        let (desk, _) = try Desk.ofVienna()
        let path = desk.folder + "/config/chancery/keys/vienna.mfa.example"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let said = desk.run("checkpoint")
        #expect(said.code == 77 && said.out == "")
        #expect(said.err.contains("can read the signing key"))
    }

    @Test func `without its key, or with another's, a log is not signed`() throws {
        let (desk, _) = try Desk.ofVienna()
        let path = desk.folder + "/config/chancery/keys/vienna.mfa.example"
        let key = try #require(desk.read("config/chancery/keys/vienna.mfa.example"))
        try FileManager.default.removeItem(atPath: path)
        #expect(desk.run("checkpoint").code == 66)
        #expect(desk.run("checkpoint", "--new-key").code == 66)
        let other = try #require(SigningKey(name: "vienna.mfa.example"))
        for text in [other.line, "", "PRIVATE+KEY", String(key.dropFirst())] {
            try desk.write(text, to: "config/chancery/keys/vienna.mfa.example", mode: 0o600)
            let said = desk.run("checkpoint")
            #expect(said.code == 65, "\(said.err)")
        }
        try desk.write(key, to: "config/chancery/keys/vienna.mfa.example", mode: 0o600)
        #expect(desk.run("checkpoint").code == 0)
    }

    @Test func `a log that was changed is not signed`() throws {
        let (desk, _) = try Desk.ofVienna()
        for sql in [
            "UPDATE event SET text = replace(text, 'desk', 'dusk') WHERE position = 30",
            "UPDATE event SET hash = zeroblob(32) WHERE position = 30",
            "DELETE FROM event WHERE position = 30",
        ] {
            let copy = desk.folder + "/copy.db"
            try? FileManager.default.removeItem(atPath: copy)
            desk.run("backup", copy)
            try desk.tamper(sql, log: copy)
            #expect(desk.run("checkpoint", "--log", copy).code == 74, "\(sql)")
        }
        // What was signed before is held by its signature, and what came since is hashed anew.
        desk.run("checkpoint")
        try desk.tamper("DELETE FROM event WHERE position > 50")
        let said = desk.run("checkpoint")
        #expect(said.code == 75)
        #expect(said.err.contains("The log has 50 events, but 54 were signed"))
    }

    @Test func `an older copy of a log is not signed, whatever its size, nor given a new key`() throws {
        let (desk, _) = try Desk.ofVienna()
        let copy = desk.folder + "/copy.db"
        desk.run("backup", copy)
        for _ in 1...3 { desk.note() }
        #expect(desk.run("checkpoint").code == 0)
        let folder = desk.folder + "/config/chancery/keys"
        let keys = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        // One after the other is filed in the copy; with the third it has as many events as were signed, and others.
        for events in 54...56 {
            for words in [["checkpoint"], ["checkpoint", "--new-key"]] {
                let said = desk.run(words + ["--log", copy])
                #expect(said.code == 75)
                #expect(said.err.contains("The log has \(events) events, but 57 were signed"))
            }
            #expect(
                desk.run(
                    "record", "note", "rus-un-donation", "--by", "RUS", "--on", "2021-11-18", "--log", copy
                )
                .code == 0)
        }
        #expect(desk.run("checkpoint", "--log", copy).code == 74)
        #expect(desk.run("checkpoint", "--new-key", "--log", copy).code == 74)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == keys)
        desk.note()
        #expect(desk.run("checkpoint").code == 0)
    }

    @Test func `what was signed before is remembered beside the key, whatever is taken out of the log`()
        throws
    {
        let (desk, _) = try Desk.ofVienna()
        desk.run("checkpoint")
        try desk.tamper(
            """
            DELETE FROM checkpoint;
            DELETE FROM event WHERE position > 50
            """)
        #expect(desk.run("replay").code == 0)
        // As many events as were signed, and others.
        for _ in 51...54 { desk.note() }
        let said = desk.run("checkpoint")
        #expect(said.code == 74)
        #expect(said.err.contains("it is not what was signed when it had 54 events"))
        #expect(desk.mode(of: "config/chancery/keys/\(try signedFile(desk))") == 0o600)
    }

    @Test func `where what was signed cannot be read, nothing is signed`() throws {
        let (desk, _) = try Desk.ofVienna()
        desk.run("checkpoint")
        let path = "\(desk.folder)/config/chancery/keys/\(try signedFile(desk))"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        desk.note()
        #expect(desk.run("checkpoint").code == 74)
    }

    private func signedFile(_ desk: Desk) throws -> String {
        let files = try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/config/chancery/keys")
        return try #require(files.first { $0.hasSuffix(".signed") })
    }

    @Test func `verify says how far a signed checkpoint reaches, and that a key found none`() throws {
        let (desk, key) = try Desk.ofVienna()
        #expect(desk.run("verify").out.contains("No signed checkpoint covers any of it"))
        #expect(desk.run("verify", "--key", key).code == 1)
        desk.run("checkpoint")
        #expect(desk.run("verify").out.contains("A signed checkpoint covers all of it."))
        desk.note()
        let said = desk.run("verify", "--key", key)
        #expect(said.code == 0)
        #expect(said.out.contains("A signed checkpoint covers #1 to #54, but not the 1 event after it."))
        #expect(desk.run("verify", "--format", "json").out.contains(#""covered":54"#))
    }

    @Test func `where a new key could not be added, none is left lying about`() throws {
        let (desk, _) = try Desk.ofVienna()
        try desk.tamper("UPDATE event SET text = replace(text, 'desk', 'dusk') WHERE position = 30")
        #expect(desk.run("checkpoint", "--new-key").code == 74)
        let files = try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/config/chancery/keys")
        #expect(files == ["vienna.mfa.example"])
    }

    @Test func `a new key is added by an event, and who trusts the old one has reason to trust it`() throws {
        let (desk, old) = try Desk.ofVienna()
        let said = desk.run("checkpoint", "--new-key")
        #expect(said.code == 0)
        #expect(said.err.contains("config/chancery/keys/vienna.mfa.example+"))
        let new = try #require(desk.run("checkpoint", "--key").lines.first)
        #expect(new != old)
        let both = try #require(Checkpoint(said.out))
        #expect(both.size == 55)
        #expect(both.signers(among: [old, new].compactMap { VerifierKey($0) }).count == 2)
        desk.note()
        let later = try #require(Checkpoint(desk.run("checkpoint").out))
        #expect(later.signers(among: [old].compactMap { VerifierKey($0) }) == [])
        #expect(later.signers(among: [new].compactMap { VerifierKey($0) }).count == 1)
        #expect(desk.run("verify").code == 0)
        #expect(desk.run("verify", "--key", old).code == 0)
        #expect(
            desk.mode(
                of: "config/chancery/keys/\(new.split(separator: "+").prefix(2).joined(separator: "+"))")
                == 0o600)
        #expect(desk.run("checkpoint", "--new-key").code == 0)
        #expect(desk.run("verify", "--key", old).code == 0)
    }
}
