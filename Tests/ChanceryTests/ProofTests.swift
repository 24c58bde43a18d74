import EventLog
import Foundation
import Testing

@testable import chancery

/// Checkpoints, proofs, and what they let a stranger see.
@Suite struct ProofTests {
    /// The fixture's log, under a name, and its verifier key.
    private func desk() throws -> (Desk, key: String) {
        let desk = try Desk()
        let said = desk.run("restore", Desk.seed, "--name", "vienna.mfa.example")
        try #require(said.code == 0, "\(said.err)")
        return (desk, try #require(desk.run("checkpoint", "--key").lines.first))
    }

    private func record(_ desk: Desk, _ summary: String = "More.") {
        let said = desk.run(
            "record", "note", "rus-un-donation", "--by", "RUS", "--on", "2021-11-18", "--summary", summary)
        #expect(said.code == 0, "\(said.err)")
    }

    // MARK: Checkpoints

    @Test func `a checkpoint is the log's name, its size and its root, signed`() throws {
        let (desk, key) = try desk()
        let said = desk.run("checkpoint")
        let checkpoint = try #require(Checkpoint(said.out))
        #expect(said.lines[0] == "vienna.mfa.example" && said.lines[1] == "54" && said.lines.count == 5)
        #expect(checkpoint.signers(among: [try #require(VerifierKey(key))]).count == 1)
        #expect(desk.run("verify", "--format", "json").out.contains(checkpoint.root.hexadecimal))
        let json = desk.run("checkpoint", "--format", "json").out
        #expect(json.contains(#""origin":"vienna.mfa.example""#) && json.contains(#""size":54"#))
    }

    @Test func `every checkpoint is kept, and the same one once`() throws {
        let (desk, _) = try desk()
        desk.run("checkpoint")
        desk.run("checkpoint")
        record(desk)
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
        let (desk, _) = try desk()
        let path = desk.folder + "/config/chancery/keys/vienna.mfa.example"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let said = desk.run("checkpoint")
        #expect(said.code == 77 && said.out == "")
        #expect(said.err.contains("can read the signing key"))
    }

    @Test func `without its key, or with another's, a log is not signed`() throws {
        let (desk, _) = try desk()
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
        let (desk, _) = try desk()
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
        #expect(said.code == 74)
        #expect(said.err.contains("does not continue its last checkpoint, of 54 events"))
    }

    @Test func `a new key is added by an event, and who trusts the old one has reason to trust it`() throws {
        let (desk, old) = try desk()
        let said = desk.run("checkpoint", "--new-key")
        #expect(said.code == 0)
        #expect(said.err.contains("config/chancery/keys/vienna.mfa.example+"))
        let new = try #require(desk.run("checkpoint", "--key").lines.first)
        #expect(new != old)
        let both = try #require(Checkpoint(said.out))
        #expect(both.size == 55)
        #expect(both.signers(among: [old, new].compactMap { VerifierKey($0) }).count == 2)
        record(desk)
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

    // MARK: Proofs

    @Test func `every event is proved, by its position or its id, and what it says is shown`() throws {
        let (desk, key) = try desk()
        for position in 1...54 {
            let proof = desk.run("prove", "#\(position)")
            #expect(proof.code == 0)
            let file = try desk.write(proof.out, to: "event.tlog-proof")
            let checked = desk.run("check-proof", file, "--key", key)
            #expect(checked.code == 0, "\(checked.out)")
            #expect(checked.out.contains("#\(position) of 54"))
        }
        #expect(desk.run("prove", "017d0a8d-b0ba-7943-848b-cdec017a8324").out == desk.run("prove", "28").out)
        let json = desk.run(
            "check-proof", "-", "--key", key, "--format", "json", input: desk.run("prove", "28").lines)
        #expect(json.code == 0)
        #expect(json.out.contains(#""kind":"expectation""#) && json.out.contains(#""proved":true"#))
    }

    @Test func `a proof is laid out as C2SP says`() throws {
        let (desk, _) = try desk()
        let lines = desk.run("prove", "28").lines
        #expect(lines[0] == "c2sp.org/tlog-proof@v1")
        let event = try #require(Data(base64Encoded: String(lines[1].dropFirst("extra ".count))))
        #expect(desk.run("export").out.split(separator: "\n")[27] == String(decoding: event, as: UTF8.self))
        #expect(lines[2] == "index 27")
        #expect(lines.suffix(5).first == "vienna.mfa.example")
    }

    @Test func `a proof needs no log, and a stranger's key or log proves nothing`() throws {
        let (desk, key) = try desk()
        let file = try desk.write(desk.run("prove", "28").out, to: "event.tlog-proof")
        let stranger = try Desk()
        #expect(stranger.run("check-proof", file, "--key", key).code == 0)
        let other = try #require(SigningKey(name: "vienna.mfa.example")).verifierKey.description
        #expect(stranger.run("check-proof", file, "--key", other).code == 1)
        let another = try #require(SigningKey(name: "another")).verifierKey.description
        let refused = stranger.run("check-proof", file, "--key", another)
        #expect(refused.code == 1)
        #expect(refused.lines.joined(separator: " ").contains("no key that was given is that log's"))
        #expect(stranger.run("check-proof", file, "--key", another, "--key", key).code == 0)
        #expect(stranger.run("check-proof", file).code == 64)
        #expect(stranger.run("check-proof", file, "--key", "nonsense").code == 64)
        #expect(stranger.run("check-proof", "nowhere", "--key", key).code == 66)
        #expect(stranger.run("check-proof", Desk.seed, "--key", key).code == 1)
    }

    @Test func `a changed bit anywhere in a proof is refused, and so is a proof that is cut or goes on`()
        throws
    {
        let desk = try Desk()
        desk.run("init", "--name", "small")
        desk.run("open", "d", "--title", "T", "--side", "A=RUS", "--side", "B=UN")
        for _ in 1...5 { desk.run("record", "note", "d", "--by", "RUS", "--on", "2021-11-18") }
        let key = try #require(desk.run("checkpoint", "--key").lines.first.flatMap { VerifierKey($0) })
        let first = try desk.write(desk.run("checkpoint").out, to: "first")
        desk.run("record", "note", "d", "--by", "RUS", "--on", "2021-11-18")
        let proofs = [desk.run("prove", "3").out, desk.run("prove", "--from", first).out]
        for proof in proofs {
            try Proof(proof).check([key])
            let bytes = Array(proof.utf8)
            for index in bytes.indices {
                // Bit after bit; SignedNoteTests turns all eight of each.
                var changed = bytes
                changed[index] ^= 1 << (index % 8)
                #expect(throws: Unproved.self, "byte \(index)") {
                    try Proof(String(decoding: changed, as: UTF8.self)).check([key])
                }
            }
            for cut in bytes.indices {
                #expect(throws: Unproved.self) {
                    try Proof(String(decoding: bytes[..<cut], as: UTF8.self)).check([key])
                }
            }
            for tail in ["\n", "x", "— a b\n", proof] {
                #expect(throws: Unproved.self) { try Proof(proof + tail).check([key]) }
            }
        }
    }

    @Test func `a log that has grown is proved to continue what was signed`() throws {
        let (desk, key) = try desk()
        let first = try desk.write(desk.run("checkpoint").out, to: "first")
        let same = try desk.write(desk.run("prove", "--from", first).out, to: "same")
        #expect(desk.run("check-proof", same, "--key", key).code == 0)
        for count in 1...3 {
            record(desk)
            let proof = desk.run("prove", "--from", first)
            let checked = desk.run("check-proof", try desk.write(proof.out, to: "grown"), "--key", key)
            #expect(checked.code == 0)
            #expect(checked.out.contains("from 54 events to \(54 + count)"))
        }
        let last = try desk.write(desk.run("checkpoint").out, to: "last")
        #expect(desk.run("prove", "--from", last, "--to", first).code == 65)
        #expect(desk.run("prove", "57", "--to", first).code == 65)
        #expect(desk.run("prove", "54", "--to", first).out.contains("\n54\n"))
    }

    @Test func `an event is proved under the checkpoint that the other side holds`() throws {
        let (desk, key) = try desk()
        let held = try desk.write(desk.run("checkpoint").out, to: "held")
        record(desk)
        desk.run("checkpoint")
        let proof = desk.run("prove", "28", "--to", held)
        #expect(proof.out.hasSuffix(try #require(desk.read("held"))))
        #expect(desk.run("check-proof", try desk.write(proof.out, to: "p"), "--key", key).code == 0)
    }

    @Test func `every log continues an empty one`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "empty")
        let empty = try desk.write(desk.run("checkpoint").out, to: "empty")
        desk.run("open", "d", "--title", "T", "--side", "A=RUS", "--side", "B=UN")
        let key = try #require(desk.run("checkpoint", "--key").lines.first)
        let proof = desk.run("prove", "--from", empty)
        #expect(desk.run("check-proof", try desk.write(proof.out, to: "proof"), "--key", key).code == 0)
    }

    @Test func `without the key a proof ends in a checkpoint that was kept, if one will do`() throws {
        let (desk, _) = try desk()
        let first = try desk.write(desk.run("checkpoint").out, to: "first")
        record(desk)
        try FileManager.default.removeItem(atPath: desk.folder + "/config")
        #expect(desk.run("prove", "54").code == 0)
        #expect(desk.run("prove", "--from", first).code == 0)
        let refused = desk.run("prove", "55")
        #expect(refused.code == 66)
        #expect(refused.err.contains("The log's signing key is not here"))
    }

    @Test func `what is asked wrongly is said so`() throws {
        let (desk, _) = try desk()
        #expect(desk.run("prove").code == 64)
        #expect(desk.run("prove", "3", "--from", "x").code == 64)
        #expect(desk.run("prove", "99").code == 66)
        #expect(desk.run("prove", "--from", "nowhere").code == 66)
        #expect(desk.run("prove", "--from", Desk.seed).code == 65)
        #expect(desk.run("checkpoint", "--key", "--new-key").code == 64)
        let other = try Desk()
        other.run("init", "--name", "other")
        let foreign = try desk.write(other.run("checkpoint").out, to: "foreign")
        #expect(desk.run("prove", "--from", foreign).code == 65)
    }

    @Test func `a position that is none stops nobody with a trap`() throws {
        let (desk, _) = try desk()
        desk.run("checkpoint")
        record(desk)
        try desk.tamper("UPDATE event SET position = -9223372036854775808 WHERE position = 55")
        #expect(desk.run("prove", "#-9223372036854775808").code == 66)
        #expect(desk.run("show", "#-9223372036854775808").code == 66)
    }

    // MARK: Verify

    @Test func `a log that was cut, or written anew, is found by a checkpoint kept elsewhere`() throws {
        let (desk, key) = try desk()
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

    @Test func `when its key is lost a log goes on under its name with another, and the old checkpoints fit`()
        throws
    {
        let (desk, old) = try desk()
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
        let (desk, _) = try desk()
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

    @Test func `a checkpoint that was touched is found`() throws {
        for (sql, words) in [
            ("UPDATE checkpoint SET text = replace(text, '54', '53') WHERE number = 1", "no key that counts"),
            ("UPDATE checkpoint SET size = 53 WHERE number = 1", "is of 54 events, as it says"),
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
            let (desk, _) = try desk()
            desk.run("checkpoint")
            record(desk)
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
        let (desk, key) = try desk()
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
        #expect(verified.out.contains("signed with no key that counts"))
    }

    /// Who can write to the file, and has no key, adds his own, and hides that from whoever signs next.
    @Test func `nothing is signed by which somebody else's key would count`() throws {
        let (desk, _) = try desk()
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
        let (desk, key) = try desk()
        desk.run("checkpoint")
        let copy = desk.folder + "/copy.db"
        #expect(desk.run("backup", copy).code == 0)
        record(desk)
        #expect(desk.run("verify", "--log", copy, "--key", key).code == 0)
        let ofCopy = try desk.write(desk.run("checkpoint", "--log", copy).out, to: "of-copy")
        let proof = try desk.write(desk.run("prove", "--from", ofCopy).out, to: "proof")
        #expect(desk.run("check-proof", proof, "--key", key).code == 0)
        #expect(desk.run("verify", "--checkpoint", ofCopy).code == 0)
    }
}
