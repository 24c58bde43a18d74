import CanonicalJSON
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// What a receipt says of an act beside what it changed. The clock shows 18 November 2021.
@Suite(.endsInTime) struct ReceiptTests {
    private func desk(_ options: String...) throws -> Desk {
        let desk = try Desk()
        desk.run(["init", "--name", "test"] + options)
        desk.run("open", "d", "--title", "T", "--side", "NLD", "--side", "BEL")
        return desk
    }

    private func remarks(_ said: Desk.Said) -> [String] {
        said.lines.filter { $0.hasPrefix("  ! ") }.map { String($0.dropFirst(4)) }
    }

    // MARK: Due dates

    @Test(arguments: ["--due", "--due-about"])
    func `a due date is the next such day after the act`(option: String) throws {
        let desk = try desk()
        let said = desk.run(
            "record", "demand", "d", "--by", "NLD", "--to", "BEL", "--on", "2 nov", option, "9 nov")
        #expect(said.out.contains("Tue 9 Nov"), "\(said)")
        #expect(remarks(said) == [])
        desk.run(
            "record", "deadline-extension", "d", "--by", "NLD", "--on", "8 nov", "--reply-to", "2", "--due",
            "12 nov")
        #expect(desk.run("due").out.contains("12 Nov"))
        desk.run("correct", "2", "--set", "due.on=15 nov")
        #expect(try desk.event(4)["details"]?.canonical == #"{"fields":{"due":{"on":"2021-11-15"}}}"#)
        desk.run("correct", "2", "--set", "due=3 days", "--set", "occurred=30 oct")
        let fields = try desk.event(5)["details"]?.object?["fields"]
        #expect(fields?.canonical == #"{"due":{"on":"2021-11-02"},"occurred":"2021-10-30"}"#)
    }

    @Test func `the date of an old act is corrected to one near it`() throws {
        let desk = try desk()
        desk.run("record", "demand", "d", "--by", "NLD", "--on", "2019-11-02")
        desk.run("correct", "2", "--on", "9 nov", "--due", "12 nov")
        let fields = try desk.event(3)["details"]?.object?["fields"]
        #expect(fields?.canonical == #"{"due":{"on":"2019-11-12"},"occurred":"2019-11-09"}"#)
    }

    @Test func `a due date before the act is said, in a correction too`() throws {
        let desk = try desk()
        let said = desk.run(
            "record", "demand", "d", "--by", "NLD", "--to", "BEL", "--on", "2021-10-01", "--due", "2021-09-15"
        )
        #expect(said.code == 0)
        #expect(remarks(said) == ["due on Wed 15 Sep 2021, before the act (Fri 1 Oct 2021)"])
        let corrected = desk.run("correct", "2", "--set", "due.on=2021-09-20")
        #expect(remarks(corrected) == ["due on Mon 20 Sep 2021, before the act (Fri 1 Oct 2021)"])
        #expect(remarks(desk.run("correct", "2", "--set", "occurred=2021-09-01")) == [])
    }

    @Test(arguments: [("y", 0, 2), ("", 65, 1), ("n", 65, 1)] as [(String, Int32, Int)])
    func `at a terminal it is asked about`(answer: String, code: Int32, events: Int) throws {
        let desk = try desk()
        desk.terminal = .init(width: 80, outputIsTerminal: true, inputIsTerminal: true, name: nil)
        let said = desk.run(
            ["record", "demand", "d", "--by", "NLD", "--on", "2021-10-01", "--due", "2021-09-15"],
            input: [answer])
        #expect(said.code == code, "\(said)")
        #expect(said.err.contains("before the act (Fri 1 Oct 2021). Record it anyway? (y/N)"))
        #expect(desk.run("log").lines.count == events)
    }

    @Test func `a due date on what asks for no answer is a date to keep`() throws {
        let desk = try desk()
        let said = desk.run("record", "statement", "d", "--by", "NLD", "--due", "2021-12-01")
        #expect(
            remarks(said).first?.hasPrefix("Wed 1 Dec 2021 is a date to keep, not an obligation") == true,
            "\(said)")
        let asked = desk.run(
            "record", "demand", "d", "--by", "NLD", "--due", "2021-12-01", "--no-expects-reply")
        #expect(
            remarks(asked) == ["Wed 1 Dec 2021 is a date to keep, not an obligation: no reply is expected"])
    }

    // MARK: Who, and what it answers

    @Test func `an act of nobody's side, or to its own, moves nothing and says so`() throws {
        let desk = try desk()
        #expect(
            remarks(desk.run("record", "protest", "d", "--by", "FRA"))
                == ["moves neither phase nor temperature: FRA does not belong to a side of d"])
        #expect(
            remarks(desk.run("record", "protest", "d", "--by", "NLD", "--to", "NLD:MFA"))
                == [
                    "moves neither phase nor temperature: it is addressed to the actor's own side",
                    "NLD:MFA is new in this log",
                ])
        #expect(
            remarks(desk.run("record", "negotiation", "d", "--by", "NLD,FRA"))
                == ["moves neither phase nor temperature: its actors (NLD, FRA) do not belong to two sides"])
        #expect(
            remarks(desk.run("record", "protest", "d", "--by", "NLD", "--standing", "claimed"))
                == ["claimed, it moves neither phase nor temperature"])
        #expect(remarks(desk.run("record", "protest", "d", "--by", "NLD", "--to", "BEL")) == [])
    }

    @Test func `a reply that answers nothing says why`() throws {
        let desk = try desk()
        desk.run("record", "request-for-information", "d", "--by", "NLD", "--to", "BEL", "--on", "2021-11-02")
        desk.run("record", "statement", "d", "--by", "NLD", "--on", "2021-11-03")
        func reply(_ words: String...) -> [String] {
            remarks(desk.run(["record", "reply", "d", "--on", "2021-11-04"] + words))
        }
        #expect(reply("--by", "BEL") == ["answers nothing: it names no event with --reply-to"])
        #expect(
            reply("--by", "BEL", "--reply-to", "3") == [
                "answers nothing in #3: that statement asks for no answer"
            ])
        #expect(
            reply("--by", "FRA", "--reply-to", "2")
                == ["answers nothing: #2 is owed by BEL, not by FRA"])
        #expect(
            reply("--by", "BEL", "--reply-to", "2", "--standing", "claimed")
                == ["claimed, it changes nothing in #2"])
        #expect(
            remarks(desk.run("record", "reminder", "d", "--by", "BEL", "--reply-to", "2"))
                == ["reminds of nothing: #2 is owed to NLD, not to BEL"])
        #expect(reply("--by", "BEL", "--reply-to", "2") == [])
        desk.run("record", "withdrawal", "d", "--by", "NLD", "--reply-to", "2")
    }

    // MARK: The clock

    @Test func `where the log is ahead of the clock every filing and every answer of today says so`() throws {
        let desk = try desk()
        desk.run("record", "request-for-information", "d", "--by", "NLD", "--to", "BEL", "--on", "2021-11-02")
        desk.run("record", "reply", "d", "--by", "BEL", "--reply-to", "2", "--on", "2021-11-04")
        desk.clock = Instant(milliseconds: desk.clock.milliseconds + 365 * Instant.millisecondsPerDay)
        desk.run("record", "statement", "d", "--by", "NLD", "--on", "2021-11-05")
        desk.clock = Instant(milliseconds: desk.clock.milliseconds - 365 * Instant.millisecondsPerDay)
        let warning =
            "chancery: The log's last event was recorded on Fri 18 Nov 2022 09:00 UTC, and by this clock it is "
        for words in [["status"], ["todo"], ["due"], ["agenda"], ["verify"], ["timeline", "d"], ["news"]] {
            let said = desk.run(words)
            #expect(said.code == 0 && said.err.hasPrefix(warning), "\(words): \(said)")
        }
        // What day it is was said.
        #expect(desk.run("status", "--today", "2021-11-18").err == "")
        let judged = desk.run("assess", "reply", "3", "--satisfies", "full", "--reason", "Good")
        #expect(judged.err.hasPrefix(warning))
        #expect(judged.out.contains("takes effect on Fri 18 Nov 2022"), "\(judged)")
        for words in [
            ["record", "note", "d", "--by", "NLD"], ["close", "d", "--reason", "settled"],
            ["assess", "status", "d", "--phase", "talks", "--reason", "x"],
        ] {
            #expect(desk.run(words).out.contains("takes effect on Fri 18 Nov 2022"), "\(words)")
        }
        // What has a date of its own is seen.
        let dated = desk.run("record", "note", "d", "--by", "NLD", "--on", "yesterday")
        #expect(!dated.out.contains("takes effect") && dated.err.hasPrefix(warning))
    }

    @Test func `what mends, imports and adds says so too, and advises nothing that it has not`() throws {
        let desk = try desk()
        desk.run("record", "statement", "d", "--by", "NLD", "--on", "2021-11-05")
        desk.clock = Instant(milliseconds: desk.clock.milliseconds - 3 * 3_600_000)
        let file = try desk.write(
            #"{"kind":"note","dispute":"d","actors":["NLD"]}"# + "\n", to: "lines.jsonl")
        let table = try desk.write("a\nx\n", to: "table.csv")
        let mapping = try desk.write(
            "dispute: {id: d}\nevent: {kind: note, actors: [NLD], summary: \"{a}\"}\n", to: "m.yaml")
        let filings: [[String]] = [
            ["correct", "2", "--set", "summary=x"], ["mark", "2", "restricted"], ["source", "2", "A"],
            ["import", file], ["import", table, "--mapping", mapping], ["parties", "add", "ABC", "A body"],
            ["retract", "2", "--reason", "x"], ["undo", "d"],
        ]
        for words in filings {
            let said = desk.run(words)
            #expect(said.code == 0, "\(words): \(said)")
            #expect(said.err.contains("one of the two is wrong.\n"), "\(words): \(said)")
            #expect(said.err.contains("set it before you record more"), "\(words): \(said)")
            #expect(!said.err.contains("--today"), "\(words): \(said)")
        }
        #expect(desk.run("status").err.contains("or say what day it is with --today"))
        let verified = desk.run("verify")
        #expect(verified.err.contains("If it is the clock, set it;") && !verified.err.contains("--today"))
    }

    @Test func `a clock that fell back to its first day takes no today from itself in silence`() throws {
        let desk = try desk()
        desk.clock = Instant(milliseconds: 0)
        #expect(desk.run("todo").err.contains("by this clock it is Thu 1 Jan 1970 00:00 UTC"))
        let said = desk.run("record", "note", "d", "--by", "NLD", "--on", "yesterday")
        #expect(said.err.contains("one of the two is wrong"), "\(said)")
    }

    @Test func `clocks that differ by a few minutes are not spoken of`() throws {
        let desk = try desk()
        desk.clock = Instant(milliseconds: desk.clock.milliseconds - 4 * 60_000)
        #expect(desk.run("status").err == "")
        #expect(desk.run("record", "note", "d", "--by", "NLD").err == "")
    }

    // MARK: us

    @Test func `us, we and ours are whose log it is, wherever a party is typed`() throws {
        let desk = try desk("--self", "NLD")
        #expect(desk.run("open", "e", "--title", "T", "--side", "us", "--side", "Them=BEL").code == 0)
        #expect(
            try desk.event(2)["details"]?.object?["sides"]?.array?.first?.canonical
                == #"{"members":["NLD"],"name":"Netherlands"}"#)
        let said = desk.run(
            "record", "request-for-information", "d", "--by", "BEL", "--to", "us, FRA", "--reported-party",
            "ours")
        #expect(said.code == 0, "\(said)")
        #expect(try desk.event(3)["addressees"] == ["NLD", "FRA"])
        #expect(try desk.event(3)["reportedBy"]?.canonical == #"{"party":"NLD"}"#)
        desk.run("correct", "3", "--set", "addressees=We")
        #expect(desk.run("due", "--owed-by", "us").lines.first?.hasPrefix("1 owed") == true)
        #expect(desk.run("due", "--owed-to", "us").lines.first?.hasPrefix("1 owed") == false)
        #expect(desk.run("positions", "--of", "we").code == 0)
        #expect(desk.run("search", "--by", "us").code == 0)
        // The United States in capitals.
        desk.run("record", "note", "d", "--by", "US")
        #expect(try desk.event(5)["actors"] == ["USA"])
    }

    @Test func `us is whose log it is in the form, in a correction and in a list with others`() throws {
        let desk = try desk("--self", "NLD:MFA")
        desk.environment["EDITOR"] = "printf 'By: ours\\nTo: BEL\\n\\nWords.\\n' >"
        desk.terminal.inputIsTerminal = true
        #expect(desk.run("record", "note", "d", "--edit").code == 0)
        #expect(try desk.event(2)["actors"] == ["NLD:MFA"])
        desk.run("correct", "2", "--set", "actors=our side, BEL")
        let fields = try desk.event(3)["details"]?.object?["fields"]
        #expect(fields?.canonical == #"{"actors":["NLD:MFA","BEL"]}"#)
        #expect(desk.run("open", "e", "--title", "T", "--side", "Both=Us,FRA", "--side", "BEL").code == 0)
        #expect(desk.run("search", "by:us").lines.first?.hasPrefix("#2 ") == true)
        #expect(
            desk.run("search", "(words AND by:ours) NOT kind:reply").lines.first?.hasPrefix("#2 ") == true)
        // The settings say who that is from now on.
        desk.run("settings", "self", "FRA")
        desk.run("record", "note", "d", "--by", "us")
        #expect(try desk.event(5)["actors"] == ["FRA"])
    }

    @Test func `us is nobody where codes are read, and not before it is said who that is`() throws {
        let desk = try desk("--self", "NLD")
        let lines = [#"{"kind":"note","dispute":"d","actors":["us"]}"#]
        #expect(desk.run(["record", "--json", "-"], input: lines).code == 65)
        #expect(desk.run("init", "--log", desk.folder + "/n.db", "--self", "us").code == 65)
        #expect(desk.run("parties", "add", "US", "us").code == 0)
        desk.run("record", "note", "d", "--by", "us")
        #expect(try desk.event(3)["actors"] == ["NLD"])
    }

    @Test func `where the log says of nobody that it is his, us is refused with that reason`() throws {
        let desk = try desk()
        for words in [
            ["record", "note", "d", "--by", "us"], ["due", "--owed-by", "we"], ["positions", "--of", "ours"],
            ["open", "e", "--title", "T", "--side", "us", "--side", "BEL"], ["search", "--by", "us"],
            ["search", "by:us"], ["settings", "self", "us"],
        ] {
            let said = desk.run(words)
            #expect(said.code == 65, "\(words): \(said)")
            #expect(said.err.hasPrefix("chancery: This log does not say whose it is, so \""))
        }
    }
}
