import DisputeModel
import FoundationEssentials
import Testing
import TimeLimits

/// What is typed wrongly is answered in two sentences, and nothing of it reaches the terminal raw.
@Suite(.endsInTime) struct MisuseTests {
    private static let cases: [(words: [String], err: String)] = [
        (["staus"], "chancery: There is no command \"staus\".\nDid you mean `status`?\n"),
        (["--log", "x", "status"], "Options come after the name of a command"),
        (["status", "--foramt", "json"], "chancery: Unknown option '--foramt'.\nDid you mean '--format'?\n"),
        (["status", "--format", "xml"], "Please provide one of 'text' and 'json'.\n"),
        (["retract", "1"], "'--reason <words>'.\n`chancery retract --help` explains the options.\n"),
        (["record", "note", "d", "--summary"], "`chancery record --help` explains the options.\n"),
        (["snapshot", "tak"], "`chancery snapshot --help`"),
        (["timeline", "d", "--limit", "0"], "--limit must be 1 or more."),
        (
            ["record", "dispute-opened", "d", "z"],
            "dispute-opened has a command of its own.\nUse `chancery open`."
        ),
        (["record", "dispute-closed", "d", "z"], "Use `chancery close`."),
        (["record", "dispute-reopened", "d", "z"], "Use `chancery reopen`."),
        (["record", "Correction", "d", "z"], "Use `chancery correct`."),
        (["record", "retraction", "d", "z"], "Use `chancery retract`."),
        (["record", "reply-assessment", "d", "z"], "Use `chancery assess reply`."),
        (["record", "status-assessment", "d", "z"], "Use `chancery assess status`."),
        (["record", "source-added", "d", "z"], "Use `chancery source`."),
        (["record", "marking-changed", "d", "z"], "Use `chancery mark`."),
        (
            ["record", "note", "d", "--edit"],
            "--edit needs a terminal.\nGive the words on the command line, or use --json."
        ),
    ]

    @Test(arguments: cases)
    func `a command line that cannot be understood`(words: [String], err: String) throws {
        let said = try Desk().run(words)
        #expect(said.code == 64 && said.out.isEmpty)
        #expect(said.err.contains(err), "\(said.err)")
        #expect(said.err.split(separator: "\n").count == 2 && !said.err.contains("Error:"))
    }

    @Test func `escapes in what was typed are shown, not sent`() throws {
        let desk = try Desk()
        for words in [["\u{1B}[31m"], ["status", "--\u{1B}]0;x\u{7}"], ["status", "--format", "\u{1B}[1m"]] {
            let said = desk.run(words)
            #expect(said.code == 64 && said.err.contains("␛") && !said.err.contains("\u{1B}"))
        }
    }

    /// On the day after the last event of the seed.
    private static func desk() throws -> Desk {
        let desk = try Desk(seeded: true)
        desk.clock = Instant(milliseconds: 1_637_744_400_000)
        return desk
    }

    @Test func `a dispute needs sides, and is told how to name them`() throws {
        let said = try Desk(seeded: true).run("open", "a", "--title", "A")
        #expect(said.code == 65 && said.err.contains("--side"))
    }

    @Test
    func `of an empty log it is said that nothing is in it, and no time is named that was not asked about`()
        throws
    {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        #expect(desk.run("log").lines == ["The log has no events yet."])
        #expect(desk.run("log", "--format", "json").out.isEmpty)
        #expect(desk.run("due").lines.last == "TO ASSESS  none: there is no dispute")
        for words in [
            ["why", "x"], ["export", "x"], ["snapshot", "take", "x"], ["replay", "--dispute", "x"],
            ["status", "x", "--as-of", "2021-01-01"], ["brief", "x"], ["undo", "x"],
        ] {
            let said = desk.run(words)
            #expect(said.code == 66)
            #expect(
                said.err == "chancery: There is no dispute \"x\".\n`chancery status` lists the disputes.\n",
                "\(words)")
        }
    }

    @Test func `events may be named with spaces between them`() throws {
        let said = try Self.desk().run(
            "record", "reply", "rus-un-donation", "--by", "UN", "--reply-to", "21 #22,23", "-m", "One answer")
        #expect(said.code == 0, "\(said.err)")
        for opener in [21, 22, 23] { #expect(said.out.contains("#\(opener) ")) }
    }

    @Test func `a time of day that is asked about is an instant`() throws {
        let desk = try Desk(seeded: true)
        for (asked, instant) in [
            ("2021-11-11T18:49:33Z", "2021-11-11T18:49:33.000Z"), ("2021-11-11", "2021-11-11T23:59:59.999Z"),
            ("2021-11-11T19:49:33+01:00", "2021-11-11T18:49:33.000Z"),
        ] {
            let said = desk.run("status", "rus-un-donation", "--format", "json", "--known-at", asked)
            #expect(said.out.contains("\"knownAt\":\"\(instant)\""), "\(said.out)\(said.err)")
        }
    }

    @Test func `bytes that are no UTF-8 are not mended on the way into the log`() throws {
        let desk = try Desk(seeded: true)
        let path = desk.folder + "/latin.jsonl"
        let line = Array(#"{"kind":"note","dispute":"rus-un-donation","actors":["RUS"],"summary":"X"}"#.utf8)
        let bytes = line.map { $0 == UInt8(ascii: "X") ? 0xE9 : $0 }
        #expect(FileManager.default.createFile(atPath: path, contents: Data(line + [10] + bytes)))
        for command in [["record", "--json"], ["import"]] {
            let said = desk.run(command + [path])
            #expect(said.code == 65 && said.err.contains("Line 2"), "\(said.err)")
        }
        #expect(desk.run("export").lines.count == 54)
    }

    @Test func `a working date of our own is not called a deadline`() throws {
        let said = try Self.desk().run(
            "record", "note", "rus-un-donation", "--by", "RUS", "--to", "UN", "--expects-reply",
            "--due-about", "2021-11-25", "-m", "Asks again")
        #expect(said.out.contains("UN to answer RUS, our date Thu 25 Nov\n"), "\(said.out)")
    }
}
