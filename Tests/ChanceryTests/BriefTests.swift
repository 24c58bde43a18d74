import CanonicalJSON
import DisputeModel
import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// `brief`: one page about a dispute.
@Suite(.endsInTime) struct BriefTests {
    static let recorded: [(name: String, arguments: [String], ending: String)] = [
        ("brief-rus-un-donation", ["rus-un-donation"], "md"),
        ("brief-blr-eu-migration", ["blr-eu-migration", "--since", "2021-11-12"], "md"),
        ("brief-vienna-conference", ["blr-eu-migration/vienna-conference"], "md"),
        ("brief-rus-un-donation", ["rus-un-donation", "--format", "html"], "html"),
        ("brief-rus-un-donation.80", ["rus-un-donation", "--format", "text"], "txt"),
        ("brief-json", ["rus-un-donation", "--format", "json"], "txt"),
    ]

    @Test(arguments: recorded.indices)
    func `a brief is as it was looked at`(index: Int) throws {
        let page = Self.recorded[index]
        let said = try Desk(seeded: true).run(["brief", "--today", "2021-11-18"] + page.arguments)
        #expect(said.code == 0 && said.err.isEmpty, "\(said.err)")
        try RecordedPages.expect(said.out, matches: page.name, ending: page.ending)
    }

    @Test func `every sentence names events, and the foot of the page says which they are`() throws {
        let desk = try Desk(seeded: true)
        for dispute in ["rus-un-donation", "blr-eu-migration", "blr-eu-migration/vienna-conference"] {
            let brief = try Self.json(desk, dispute)
            let listed = brief["events"]?.array?.compactMap { $0.object?["position"] } ?? []
            let sentences = Self.sentences(brief)
            #expect(sentences.count > 10)
            let page = desk.run("brief", dispute, "--format", "html").out
            for sentence in sentences {
                let events = try #require(sentence["events"]?.array).compactMap(\.object)
                #expect(!events.isEmpty, "\(sentence)")
                for event in events {
                    let position = try #require(event["position"])
                    #expect(listed.contains(position) && event["id"]?.string?.count == 36)
                    #expect(page.contains("<li id=\"e\(position.canonical)\">"))
                    #expect(page.contains("<a href=\"#e\(position.canonical)\">#\(position.canonical)</a>"))
                }
            }
        }
    }

    @Test func `the formats say the same`() throws {
        let desk = try Desk(seeded: true)
        desk.terminal.width = 400
        let texts = Self.sentences(try Self.json(desk, "blr-eu-migration")).compactMap { $0["text"]?.string }
        let markdown = desk.run("brief", "blr-eu-migration").out.replacing("\\", with: "")
        let text = desk.run("brief", "blr-eu-migration", "--format", "text").out
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for words in texts {
            #expect(markdown.contains("- \(words) (#"))
            #expect(text.contains("· \(words) (#"))
        }
    }

    @Test func `in a log of somebody's own, we are owed and we owe`() throws {
        let desk = try Desk()
        #expect(desk.run("restore", Desk.seed, "--self", "EU").code == 0)
        let lines = desk.run("brief", "blr-eu-migration").lines
        let owed = try #require(lines.firstIndex(of: "## What we are owed"))
        #expect(lines[owed + 2].hasPrefix("- Nobody owes us an answer. (#1 to #5"))
        let owe = try #require(lines.firstIndex(of: "## What we owe"))
        #expect(
            lines[owe + 2].hasPrefix("- We and Belarus owe Russia an answer to its offer of good offices"))
        #expect(!lines.contains("## What others owe each other"))
        let others = desk.run("brief", "rus-un-donation").lines
        #expect(others.contains("## What others owe each other"))
    }

    @Test func `what is new is what came in since, and what has changed by it`() throws {
        let desk = try Desk(seeded: true)
        let day = desk.run("brief", "rus-un-donation", "--since", "2021-11-11").out
        #expect(day.contains("## What is new in the last seven days, since 11 Nov\n"))
        #expect(day == desk.run("brief", "rus-un-donation").out)
        #expect(day.contains("- It was raised before, and is contested now. (#40)"))
        #expect(day.contains("was open before, and is partial now. (#28, #41)"))
        // After an instant, and not from it on.
        let filed = try #require(
            JSON.parse(String(desk.run("show", "40", "--format", "json").out.dropLast())).object?["event"]?
                .object?["recordedAt"]?.string)
        let after = desk.run("brief", "rus-un-donation", "--since", filed).out
        #expect(after.contains("## What is new since 11 Nov, ") && after.contains(" UTC\n"))
        #expect(!after.contains("Recorded: a denial") && day.contains("Recorded: a denial"))
        let whole = desk.run("brief", "rus-un-donation", "--since", "2021-11-01").out
        #expect(whole.contains("- The dispute is new: nothing about it was recorded by then. (#17)"))
        #expect(whole.contains("in the last seven days") == false)
        #expect(desk.run("brief", "rus-un-donation", "--since", "2021-11-19").code == 64)
    }

    @Test func `it speaks of the day and the moment that it is asked about`() throws {
        let desk = try Desk(seeded: true)
        let said = desk.run("brief", "rus-un-donation", "--as-of", "2021-11-10", "--known-at", "2021-11-10")
            .out
        #expect(said.contains("as of Wed 10 Nov 2021, as known on 10 Nov"))
        #expect(said.contains("- It has been raised since 10 Nov") && !said.contains("#40"))
        #expect(said.contains("Wed 17 Nov, in 7 days: an answer is expected from"))
    }

    @Test func `a file that holds nothing but its opening has a brief`() throws {
        let desk = try Desk(seeded: true)
        desk.clock = Instant(milliseconds: 1_637_744_400_000)
        let opened = desk.run(
            "open", "new-file", "--title", "A new file", "--side", "One=AUT", "--side", "Two=SVN")
        #expect(opened.code == 0, "\(opened.err)")
        let said = desk.run("brief", "new-file")
        #expect(said.code == 0, "\(said.err)")
        for sentence in [
            "- It is between One (Austria) and Two (Slovenia). (#55)",
            "- Nobody has raised it since it began on 24 Nov (0 days). (#55)",
            "- Nothing has happened in it yet. (#55)", "- One has not acted. (#55)",
        ] {
            #expect(said.out.contains(sentence), "\(said.out)")
        }
    }

    @Test func `of a month no day is made`() throws {
        let desk = try Desk()
        desk.clock = Instant(milliseconds: 1_637_744_400_000)
        desk.run("init")
        desk.run("open", "a-b", "--title", "A matter", "--side", "One=AUT", "--side", "Two=SVN")
        desk.run("record", "protest", "a-b", "--by", "AUT", "--to", "SVN", "--on", "2021-11")
        #expect(desk.run("brief", "a-b").out.contains("- The last act was not after 24 Nov, today. (#2)"))
        desk.run("record", "protest", "a-b", "--by", "AUT", "--to", "SVN", "--on", "2021-11-24")
        #expect(desk.run("brief", "a-b").out.contains("- The last act was on 24 Nov, today. (#3)"))
    }

    static let refused: [(words: [String], code: Int32)] = [
        (["brief", "rus-un-donatio"], 66), (["brief"], 64),
        (["brief", "rus-un-donation", "--format", "pdf"], 64),
        (["brief", "rus-un-donation", "--max-marking", "purple"], 64),
        (["brief", "rus-un-donation", "--since", "soon"], 64),
        (["brief", "rus-un-donation", "--as-of", "2020-01-01"], 66),
    ]

    @Test(arguments: refused)
    func `what cannot be answered is refused in two sentences`(words: [String], code: Int32) throws {
        let said = try Desk(seeded: true).run(words + ["--today", "2021-11-18"])
        #expect(said.code == code && said.out.isEmpty, "\(said)")
        #expect(said.err.split(separator: "\n").count == 2)
    }

    static func json(_ desk: Desk, _ words: String...) throws -> JSONObject {
        let said = desk.run(["brief"] + words + ["--format", "json"])
        try #require(said.code == 0, "\(said.err)")
        return try #require(try JSON.parse(String(said.out.dropLast())).object)
    }

    static func sentences(_ brief: JSONObject) -> [JSONObject] {
        (brief["sections"]?.array ?? []).flatMap { $0.object?["sentences"]?.array ?? [] }.compactMap(\.object)
    }
}
