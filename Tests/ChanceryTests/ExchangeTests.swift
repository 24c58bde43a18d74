import DisputeModel
import FoundationEssentials
import SQLite
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct ExchangeTests {
    private var seed: String {
        get throws { String(decoding: try Data(contentsOf: URL(filePath: Desk.seed)), as: UTF8.self) }
    }

    @Test func `an export restored exports the same bytes`() throws {
        let desk = try Desk()
        let said = desk.run("restore", Desk.seed, "--name", "copy", "--self", "AUT:MFA")
        #expect(said.lines.first == "Restored 54 events into \(desk.log).")
        #expect(said.out.contains("Its signing key is \(desk.folder)/config/chancery/keys/copy."))
        #expect(desk.mode(of: "config/chancery/keys/copy") == 0o600)
        let export = desk.run("export", "--format", "jsonl").out
        #expect(try export == seed)
        desk.environment["CHANCERY_LOG"] = desk.folder + "/again.db"
        let again = desk.run(
            "restore", "-", "--format", "json", input: export.split(separator: "\n").map(String.init))
        #expect(again.out.contains("\"events\":54"))
        #expect(desk.run("export").out == export)
    }

    @Test func `acts of one day stand in every post's pages in the order in which they were recorded first`()
        throws
    {
        let vienna = try Desk()
        vienna.run("init", "--name", "vienna")
        vienna.run("open", "d", "--title", "T", "--side", "A=AUT", "--side", "B=BLR")
        let geneva = try Desk()
        geneva.run("init", "--name", "geneva")
        geneva.run("import", "-", input: vienna.run("export").lines)
        geneva.run("record", "protest", "d", "--by", "AUT", "--to", "BLR", "--on", "2021-11-12", "FIRST")
        vienna.clock = Instant(milliseconds: vienna.clock.milliseconds + 60_000)
        vienna.run("record", "refusal", "d", "--by", "BLR", "--to", "AUT", "--on", "2021-11-12", "SECOND")
        vienna.run("import", "-", input: geneva.run("export").lines)
        geneva.clock = vienna.clock
        geneva.run("import", "-", input: vienna.run("export").lines)
        for desk in [vienna, geneva] {
            for format in ["text", "json", "html", "svg", "vis", "timelinejs"] {
                let page = desk.run("timeline", "d", "--format", format).out
                let (first, second) = (page.ranges(of: "FIRST"), page.ranges(of: "SECOND"))
                let (start, end) = (try #require(first.first), try #require(first.last))
                #expect(start.lowerBound < second[0].lowerBound, "\(format): \(page)")
                #expect(end.lowerBound < second[second.count - 1].lowerBound, "\(format): \(page)")
            }
        }
    }

    @Test func `the view of events has the marking that counts, whatever came in when`() throws {
        let vienna = try Desk()
        vienna.run("init", "--name", "vienna")
        vienna.run(
            "open", "d", "--title", "T", "--side", "A=AUT", "--side", "B=BLR", "--marking", "restricted")
        vienna.run("record", "protest", "d", "--by", "AUT", "--to", "BLR", "--on", "2021-11-12")
        let geneva = try Desk()
        geneva.run("init", "--name", "geneva")
        geneva.run("import", "-", input: vienna.run("export").lines)
        geneva.run("mark", "2", "confidential")
        vienna.clock = Instant(milliseconds: vienna.clock.milliseconds + 60_000)
        func markings() throws -> [String] {
            try PreparedStatement(
                Database(vienna.log, .reading), "SELECT marking FROM events ORDER BY position"
            ).all { $0.textBeforeNUL(0) }
        }
        #expect(try markings() == ["restricted", "restricted"], "an act is as secret as its dispute")
        vienna.run("mark", "2", "secret")
        vienna.run("import", "-", input: geneva.run("export").lines)
        #expect(try markings()[1] == "secret", "the later of two changes, though it was imported before")
        #expect(vienna.run("show", "2", "--format", "json").out.contains(#""marking":"secret""#))
        #expect(vienna.run("verify").code == 0)
    }

    @Test func `a name of --into that is in no event is said to be in none`() throws {
        let desk = try Desk(seeded: true)
        let said = desk.run("import", Desk.seed, "--into", "nope=other")
        #expect(said.code == 0 && said.err.contains("No event of the file is in nope"), "\(said)")
    }

    @Test func `a party that was added goes where the log goes`() throws {
        let desk = try Desk.opened()
        desk.run("parties", "add", "OSCE-MM", "Monitoring Mission", "--alias", "the monitors")
        desk.run("record", "note", "rus-un-donation", "--by", "the monitors")
        let lines = desk.run("export").lines
        desk.environment["CHANCERY_LOG"] = desk.folder + "/copy.db"
        desk.run("restore", "-", input: lines)
        #expect(desk.run("parties", "monitors").out.contains("OSCE-MM"))
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "OSCE-MM").code == 0)
    }

    @Test func `nothing is restored over a file, or from what is no export`() throws {
        let desk = try Desk(seeded: true)
        let over = desk.run("restore", Desk.seed)
        #expect(over.code == 73 && over.err.contains("There is already a file at"))
        desk.environment["CHANCERY_LOG"] = desk.folder + "/other.db"
        let bad = desk.run("restore", "-", "--name", "bad", input: ["{\"id\":1}"])
        #expect(bad.code == 65 && bad.err.contains("Line 1 does not continue the log"))
        #expect(desk.read("other.db") == nil)
        #expect(desk.read("config/chancery/keys/bad") == nil)
        #expect(desk.run("restore", desk.folder + "/none").code == 66)
        #expect(desk.run("restore", desk.folder).code == 66)
    }

    @Test func `disputes are exported with their parts`() throws {
        let desk = try Desk(seeded: true)
        let one = desk.run("export", "blr-eu-migration").lines
        #expect(one.contains { $0.contains("\"dispute\":\"blr-eu-migration/vienna-conference\"") })
        #expect(one.allSatisfy { $0.contains("\"dispute\":\"blr-eu-migration") })
        let two = desk.run("export", "blr-eu-migration", "rus-un-donation").lines
        #expect(two.count == 54)
        let none = desk.run("export", "blr-eu-migratoin")
        #expect(none.code == 66 && none.err.contains("Did you mean blr-eu-migration"))
    }

    @Test func `what is imported is filed anew, and once`() throws {
        let desk = try Desk()
        // The day after its last event was recorded.
        desk.clock = Instant(milliseconds: desk.clock.milliseconds + 6 * Instant.millisecondsPerDay)
        desk.run("init", "--name", "test")
        let trial = desk.run("import", Desk.seed, "--format", "jsonl", "--dry-run")
        #expect(trial.out == "54 events would be recorded. Nothing was recorded.\n", "\(trial.err)")
        #expect(desk.run("export").out == "")
        #expect(desk.run("import", Desk.seed).out == "Recorded 54 events.\n")
        let first = desk.run("export").out
        #expect(first.split(separator: "\n").count == 54)
        #expect(
            desk.run("import", Desk.seed).out == "Recorded 0 events; 54 events had been recorded before.\n")
        #expect(desk.run("export").out == first)
        // The disputes stand the same, but for the ids, and for what counts from the day of recording on.
        let original = try Desk(seeded: true)
        for dispute in ["rus-un-donation", "blr-eu-migration"] {
            let words = ["status", dispute, "--format", "json", "--as-of", "2021-11-24"]
            #expect(desk.run(words).out.withoutIDs == original.run(words).out.withoutIDs)
        }
    }

    @Test func `a log takes nothing from its own export`() throws {
        let desk = try Desk.opened()
        desk.run("parties", "add", "MM", "Monitors")
        let lines = desk.run("export").lines
        #expect(
            desk.run("import", "-", input: lines).out
                == "Recorded 0 events; 2 events had been recorded before.\n")
    }

    @Test func `lines without ids and keys are known by their words`() throws {
        let desk = try Desk.opened()
        let line = #"{"kind":"note","dispute":"rus-un-donation","actors":["RUS"]}"#
        #expect(
            desk.run("import", "-", input: [line, "", line]).out
                == "Recorded 1 event; 1 event had been recorded before.\n")
        #expect(
            desk.run("import", "-", input: [line]).out
                == "Recorded 0 events; 1 event had been recorded before.\n")
    }

    @Test(arguments: [
        (#"{"kind":"note","dispute":"rus-un-donation"}"#, "because of line 2 of -. A note needs an actor"),
        ("{", "because of line 2 of -. The JSON has no key"),
        ("7", "because of line 2 of -. It contains no JSON object."),
    ])
    func `a faulty line imports nothing`(line: String, sentence: String) throws {
        let desk = try Desk.opened()
        let before = desk.run("export").out
        let good = #"{"kind":"note","dispute":"rus-un-donation","actors":["RUS"]}"#
        let said = desk.run("import", "-", input: [good, line])
        #expect(said.code == 65)
        #expect(said.err.contains(sentence), "\(said.err)")
        #expect(desk.run("export").out == before)
    }

    @Test func `a backup is a log like the first`() throws {
        let desk = try Desk(seeded: true)
        let copy = desk.folder + "/copy.db"
        #expect(desk.run("backup", copy).lines == ["Copied the log to \(copy)."])
        #expect(try desk.run("export", "--log", copy).out == seed)
        let again = desk.run("backup", copy)
        #expect(again.code == 73)
        #expect(desk.run("backup", desk.folder + "/nowhere/copy.db").code == 73)
    }

    @Test func `the keys of another log are not imported`() throws {
        let (desk, _) = try Desk.ofVienna()
        desk.run("checkpoint", "--new-key")
        let file = try desk.write(desk.run("export").out, to: "export.jsonl")
        let other = try Desk()
        other.clock = try #require(Instant("2021-12-01T00:00:00.000Z"))
        other.run("init", "--name", "vienna.mfa.example")
        let key = other.run("checkpoint", "--key").out
        #expect(
            other.run("import", file).out == "Recorded 54 events; 1 signing key of the other log left out.\n")
        #expect(other.run("log").lines.count == 54)
        #expect(other.run("checkpoint", "--key").out == key)
        #expect(other.run("checkpoint").code == 0)
    }
}

extension String {
    fileprivate var withoutIDs: String {
        replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "").replacing(/"lastAct":"[0-9-]*"/, with: "")
    }
}
