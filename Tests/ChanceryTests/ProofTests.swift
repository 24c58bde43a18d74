import EventLog
import Foundation
import Testing
import TimeLimits

@testable import chancery

/// Proofs, and what they let a stranger see.
@Suite(.endsInTime) struct ProofTests {
    @Test func `every event is proved, by its position or its id, and what it says is shown`() throws {
        let (desk, key) = try Desk.ofVienna()
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
        let (desk, _) = try Desk.ofVienna()
        let lines = desk.run("prove", "28").lines
        #expect(lines[0] == "c2sp.org/tlog-proof@v1")
        let event = try #require(Data(base64Encoded: String(lines[1].dropFirst("extra ".count))))
        #expect(desk.run("export").out.split(separator: "\n")[27] == String(decoding: event, as: UTF8.self))
        #expect(lines[2] == "index 27")
        #expect(lines.suffix(5).first == "vienna.mfa.example")
    }

    @Test func `a proof needs no log, and a stranger's key or log proves nothing`() throws {
        let (desk, key) = try Desk.ofVienna()
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
        let (desk, key) = try Desk.ofVienna()
        let first = try desk.write(desk.run("checkpoint").out, to: "first")
        let same = try desk.write(desk.run("prove", "--from", first).out, to: "same")
        #expect(desk.run("check-proof", same, "--key", key).code == 0)
        for count in 1...3 {
            desk.note()
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
        let (desk, key) = try Desk.ofVienna()
        let held = try desk.write(desk.run("checkpoint").out, to: "held")
        desk.note()
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
        let (desk, _) = try Desk.ofVienna()
        let first = try desk.write(desk.run("checkpoint").out, to: "first")
        desk.note()
        try FileManager.default.removeItem(atPath: desk.folder + "/config")
        #expect(desk.run("prove", "54").code == 0)
        #expect(desk.run("prove", "--from", first).code == 0)
        let refused = desk.run("prove", "55")
        #expect(refused.code == 66)
        #expect(refused.err.contains("The log's signing key is not here"))
    }

    @Test func `what is not what was recorded is not proved`() throws {
        let (desk, _) = try Desk.ofVienna()
        desk.run("checkpoint")
        try desk.tamper("UPDATE event SET text = replace(text, 'Moscow', 'Minsk') WHERE position = 28")
        let said = desk.run("prove", "28")
        #expect(said.code == 74 && said.out == "")
        #expect(said.err.contains("#28 is not what was recorded"))
    }

    @Test func `a proof that is no UTF-8 is none`() throws {
        let (desk, key) = try Desk.ofVienna()
        let proof = Data(desk.run("prove", "28").out.utf8)
        // A stranger's signature would be passed over, were it written in UTF-8.
        let stranger = Data("\u{2014} stranger".utf8) + [0xFF] + Data(" QUJDREU=\n".utf8)
        let path = desk.folder + "/proof"
        try (proof + stranger).write(to: URL(filePath: path))
        #expect(desk.run("check-proof", path, "--key", key).code == 1)
        try (proof + Data("\u{2014} stranger QUJDREU=\n".utf8)).write(to: URL(filePath: path))
        #expect(desk.run("check-proof", path, "--key", key).code == 0)
    }

    @Test func `what is asked wrongly is said so`() throws {
        let (desk, _) = try Desk.ofVienna()
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
        let (desk, _) = try Desk.ofVienna()
        desk.run("checkpoint")
        desk.note()
        try desk.tamper("UPDATE event SET position = -9223372036854775808 WHERE position = 55")
        #expect(desk.run("prove", "#-9223372036854775808").code == 66)
        #expect(desk.run("show", "#-9223372036854775808").code == 66)
    }
}
