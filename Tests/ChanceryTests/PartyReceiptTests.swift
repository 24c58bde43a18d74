import CanonicalJSON
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// What receipts say of parties: former states, and paths that are new or written otherwise.
@Suite(.endsInTime) struct PartyReceiptTests {
    private func desk(_ sides: String...) throws -> Desk {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        desk.run(
            ["open", "d", "--title", "T"]
                + (sides.isEmpty ? ["NLD", "BEL"] : sides).flatMap { ["--side", $0] })
        return desk
    }

    private func remarks(_ said: Desk.Said) -> [String] {
        said.lines.filter { $0.hasPrefix("  ! ") }.map { String($0.dropFirst(4)) }
    }

    // MARK: Former states

    @Test func `an act that is later than a state's end says so, and one within its time does not`() throws {
        let desk = try desk("USSR", "United States")
        #expect(
            remarks(desk.run("record", "protest", "d", "--by", "Soviet Union", "--on", "1991-12-27"))
                == ["SUN (Soviet Union) ended on Thu 26 Dec 1991, before this"])
        #expect(remarks(desk.run("record", "protest", "d", "--by", "SUN", "--on", "1991-12-26")) == [])
        #expect(remarks(desk.run("record", "protest", "d", "--by", "SUN", "--on", "1991")) == [])
        #expect(remarks(desk.run("record", "protest", "d", "--by", "SUN")) == [])
        #expect(
            remarks(
                desk.run("record", "protest", "d", "--by", "USA", "--to", "SUN", "--on", "1992-01/1992-02"))
                == ["SUN (Soviet Union) ended on Thu 26 Dec 1991, before this"])
    }

    @Test func `a reply, a claim's reporter and a correction say so too`() throws {
        let desk = try desk("DDR", "CSK")
        desk.run("record", "request-for-information", "d", "--by", "DDR", "--to", "CSK", "--on", "1990-10-02")
        #expect(
            remarks(desk.run("record", "reply", "d", "--by", "CSK", "--reply-to", "2", "--on", "1993-01-01"))
                == ["CSK (Czechoslovakia) ended on Thu 31 Dec 1992, before this"])
        let claimed = desk.run(
            "record", "statement", "d", "--by", "CSK", "--on", "1992-01-01", "--standing", "claimed",
            "--reported-party", "East Germany")
        #expect(
            remarks(claimed).contains(
                "DDR (German Democratic Republic) ended on Tue 2 Oct 1990, before this"),
            "\(claimed)")
        #expect(
            remarks(desk.run("correct", "2", "--set", "occurred=1990-10-03"))
                == ["DDR (German Democratic Republic) ended on Tue 2 Oct 1990, before this"])
        #expect(remarks(desk.run("correct", "2", "--set", "summary=x")) == [])
    }

    @Test func `an opening says it of its sides, by the dispute's beginning`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        func open(_ name: String, _ since: String) -> [String] {
            remarks(
                desk.run("open", name, "--title", "T", "--side", "YUG", "--side", "HRV", "--since", since))
        }
        #expect(open("a", "1991") == [])
        #expect(open("b", "2005") == ["YUG (Yugoslavia) ended on Tue 4 Feb 2003, before this"])
        #expect(
            remarks(
                desk.run("open", "c", "--title", "T", "--side", "WAK", "--side", "USA", "--since", "1987"))
                == ["WAK (Wake Island) ended in 1986, before this"])
    }

    @Test func `a party of one's own with such a code has not ended`() throws {
        let desk = try desk()
        desk.run("parties", "add", "SUN", "The Sun (newspaper)")
        #expect(
            remarks(desk.run("record", "protest", "d", "--by", "SUN", "--on", "2020-01-01")).allSatisfy {
                !$0.contains("ended")
            })
    }

    // MARK: Paths

    @Test func `a path that the log does not have is said to be new, once`() throws {
        let desk = try desk()
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "NLD:MFA", "--to", "BEL"))
                == ["NLD:MFA is new in this log"])
        #expect(remarks(desk.run("record", "statement", "d", "--by", "NLD:MFA", "--to", "BEL")) == [])
        #expect(remarks(desk.run("record", "statement", "d", "--by", "BEL", "--to", "NLD:MFA")) == [])
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "NLD:MFA:Europe", "--to", "?:somebody"))
                == ["NLD:MFA:Europe is new in this log"])
        // A correction names parties, too.
        #expect(
            remarks(desk.run("correct", "2", "--set", "actors=NLD:Embassy")) == [
                "NLD:Embassy is new in this log"
            ])
        #expect(remarks(desk.run("record", "statement", "d", "--by", "NLD:Embassy")) == [])
    }

    @Test(arguments: [
        ("NLD:MFA", "NLD:mfa"), ("NLD:Élysée", "NLD:Elysee"), ("NLD:ministère", "NLD:MINISTÈRE"),
        ("NLD:Łódź Office", "NLD:Lodz office"), ("NLD:МИД", "NLD:мид"),
    ])
    func `a path that differs by capitals or accents alone says from which`(first: String, second: String)
        throws
    {
        let desk = try desk()
        desk.run("record", "statement", "d", "--by", first, "--to", "BEL")
        let said = desk.run("record", "statement", "d", "--by", second)
        #expect(
            remarks(said) == [
                "\(second) differs from \(first), which is in this log, only by capitals or accents"
            ], "\(said)")
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "BEL", "--to", second + "x"))
                == ["\(second)x is new in this log"])
        // Now it is in the log as it is written.
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", second, "--to", "BEL")).allSatisfy {
                !$0.contains("differs")
            })
    }

    @Test func `accents typed apart are the same path`() throws {
        let desk = try desk()
        desk.run("record", "statement", "d", "--by", "NLD:\u{C9}lys\u{E9}e", "--to", "BEL")
        #expect(remarks(desk.run("record", "statement", "d", "--by", "NLD:E\u{301}lyse\u{301}e")) == [])
    }

    @Test func `whose log it is, and the sides of a dispute, are in the log`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "test", "--self", "AUT:MFA")
        desk.run("open", "d", "--title", "T", "--side", "AUT:MFA", "--side", "BEL:MFA")
        #expect(remarks(desk.run("record", "statement", "d", "--by", "us", "--to", "BEL:MFA")) == [])
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "BEL:mfa", "--to", "us")).contains(
                "BEL:mfa differs from BEL:MFA, which is in this log, only by capitals or accents"))
    }

    @Test func `what the index of words has taken in is found by it`() throws {
        let desk = try desk()
        let lines = (1...1100).map { number in
            #"{"kind":"statement","dispute":"d","actors":["NLD\#(number % 50 == 0 ? ":Desk \(number)" : "")"],"addressees":["BEL:Office \#(number % 7)"],"summary":"\#(number)"}"#
        }
        try desk.write(lines.joined(separator: "\n"), to: "events.jsonl")
        let imported = desk.run("import", "--format", "jsonl", "\(desk.folder)/" + "events.jsonl")
        #expect(imported.code == 0, "\(imported)")
        #expect(
            imported.lines.contains { $0.hasPrefix("29 party paths are new in this log: BEL:Office 1, ") },
            "\(imported)")
        // The index has been drawn; the oldest is found by it, as one who acts and as one who is addressed.
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "NLD:Desk 50", "--to", "BEL:Office 3")) == []
        )
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "NLD:desk 50", "--to", "BEL:OFFICE 3"))
                .filter { !$0.hasPrefix("moves") } == [
                    "NLD:desk 50 differs from NLD:Desk 50, which is in this log, only by capitals or accents",
                    "BEL:OFFICE 3 differs from BEL:Office 3, which is in this log, only by capitals or accents",
                ])
        #expect(
            remarks(desk.run("record", "statement", "d", "--by", "NLD:Desk 51")) == [
                "NLD:Desk 51 is new in this log"
            ])
    }

    // MARK: Imports

    @Test func `an import says it summed up`() throws {
        let desk = try desk("USSR", "United States")
        desk.run("record", "statement", "d", "--by", "USA:State", "--on", "1980")
        try desk.write(
            """
            dispute: {id: d}
            event:
              key: "k{no}"
              kind: statement
              occurred: "{day}"
              actors: ["{who | party}"]
            """, to: "m.yaml")
        try desk.write(
            """
            no,day,who
            1,1985,USSR
            2,1995,USSR
            3,1996,Soviet Union:Embassy
            4,2000,Czechoslovakia
            5,1980,USA:State
            6,1980,USA:state
            7,1980,USA:STATE
            8,soon,GDR:MFA
            """, to: "t.csv")
        for isDry in [true, false] {
            let said = desk.run(
                ["import", "\(desk.folder)/" + "t.csv", "--mapping", "\(desk.folder)/" + "m.yaml"]
                    + (isDry ? ["--dry-run"] : []))
            #expect(said.code == 65)
            for line in [
                "3 acts are later than the end of a state named in them: "
                    + "SUN (Soviet Union), ended on Thu 26 Dec 1991: 2; "
                    + "CSK (Czechoslovakia), ended on Thu 31 Dec 1992: 1.",
                "1 party path is new in this log: SUN:Embassy.",
                "2 party paths differ only by capitals or accents: USA:state from USA:State, USA:STATE from USA:State.",
            ] {
                #expect(said.lines.contains(line), "\(said)")
            }
        }
        // What is there already is spoken of no more.
        let again = desk.run("import", "\(desk.folder)/" + "t.csv", "--mapping", "\(desk.folder)/" + "m.yaml")
        #expect(!again.out.contains("party path") && !again.out.contains("later than"), "\(again)")
    }

    @Test func `of the paths in what comes into an empty log nothing is said, but for those that are alike`()
        throws
    {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        let opening =
            #"{"kind":"dispute-opened","dispute":"d","details":{"title":"T","sides":[{"name":"A","members":["NLD"]},{"name":"B","members":["BEL"]}]}}"#
        let act = #"{"kind":"statement","dispute":"d","actors":["NLD:MFA","NLD:Mfa"]}"#
        let said = desk.run("import", try desk.write("\(opening)\n\(act)\n", to: "e.jsonl"))
        #expect(
            said.lines == [
                "Recorded 2 events.",
                "1 party path differs only by capitals or accents: NLD:Mfa from NLD:MFA.",
            ])
    }

    @Test func `in JSON they are a part of the answer`() throws {
        let desk = try desk()
        try desk.write(
            #"{"kind":"statement","dispute":"d","occurred":"2001","actors":["YMD","NLD:MFA"]}"# + "\n"
                + #"{"kind":"statement","dispute":"d","occurred":"2002","actors":["NLD:mfa"]}"#, to: "e.jsonl"
        )
        let said = desk.run("import", "--json", "\(desk.folder)/" + "e.jsonl")
        #expect(
            try JSON.parse(said.out).object?["parties"]?.canonical
                == #"{"alikePaths":[{"like":"NLD:MFA","path":"NLD:mfa"}],"lateActs":[{"acts":1,"party":"YMD"}],"newPaths":["NLD:MFA"]}"#,
            "\(said)")
    }
}
