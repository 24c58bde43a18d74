import CanonicalJSON
import Foundation
import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// `overview`: all disputes, as a page and as a picture.
@Suite(.endsInTime) struct OverviewTests {
    @Test(arguments: ["html", "svg"])
    func `the overview is as it was looked at`(format: String) throws {
        let said = try Desk(seeded: true).run(
            "overview", "--today", "2021-11-24", "--format", format)
        #expect(said.code == 0, "\(said.err)")
        try RecordedPages.expect(said.out, matches: "overview", ending: format)
    }

    @Test(arguments: ["html", "svg"])
    func `what presses most comes first, the ended last and only where they are asked for`(format: String)
        throws
    {
        let desk = try Self.nastyDesk()
        #expect(
            desk.run("open", "quiet-one", "--title", "Calm", "--side", "A=AUT", "--side", "S=SVN").code == 0)
        let all = desk.run("overview", "--all", "--format", format).out
        let order = [
            "egy-eth-water", "aus-chn-barley", "wine", "quiet-one", "long-file", "gbr-rus-dogger-bank",
        ]
        let places = try order.map { name in
            try #require(all.range(of: format == "html" ? "<b>\(name)</b>" : ">\(name)</text>")).lowerBound
        }
        #expect(places == places.sorted())
        for group in ["Overdue: 1", "Waiting for an answer: 2", "Quiet: 2", "Ended: 1"] {
            #expect(all.contains(">\(group)"), "\(group)")
        }
        let some = desk.run("overview", "--format", format).out
        #expect(!some.contains("dogger-bank"))
        #expect(some.contains("1 dispute has ended and is left out; `chancery overview --all` shows it."))
    }

    @Test func `the head says what is late, hottest, risen, and what comes next`() throws {
        let desk = try Desk(seeded: true)
        let page = desk.run("overview", "--today", "2021-11-24").out
        #expect(page.contains("<dt>Overdue</dt><dd>none</dd>"))
        let late = "<a href=\"#d17\">rus-un-donation</a> #28, <span class=\"soft\">7 days</span>"
        #expect(page.contains("<dt>Past our own date</dt><dd>\(late)</dd>"))
        #expect(page.contains("<dt>Hottest</dt><dd>6 break of relations or sanction: <a href=\"#d1\">"))
        #expect(page.contains("blr-eu-migration</a> 0 → 6; "))
        #expect(page.contains("<tr id=\"d17\"") && page.contains("<tr id=\"d1\""))
    }

    @Test(arguments: ["html", "svg"])
    func `of which day and of what knowledge it speaks stands in its title`(format: String) throws {
        let desk = try Desk(seeded: true)
        let said = desk.run(
            "overview", "--as-of", "2021-11-10", "--known-at", "2021-11-12", "--today", "2021-11-24",
            "--format", format)
        #expect(said.out.contains("<title>3 disputes as of Wed 10 Nov 2021, as known on 12 Nov</title>"))
        #expect(said.out.contains("10 Nov 2020 to 10 Nov 2021"))
        #expect(!said.out.contains("#40"))
        let before = desk.run("overview", "--as-of", "1990-01-01", "--format", format)
        #expect(before.code == 0 && before.out.contains("No disputes as of Mon 1 Jan 1990"))
    }

    @Test(arguments: ["html", "svg"])
    func `a log without disputes has an overview that says so`(format: String) throws {
        let desk = try Desk()
        #expect(desk.run("init").code == 0)
        let said = desk.run("overview", "--format", format)
        #expect(said.code == 0)
        #expect(
            said.out.contains("No disputes, Thu 18 Nov 2021")
                && said.out.contains("`chancery open` opens one."))
        #expect(!said.out.contains("<table") && !said.out.contains("Waiting"))
        #expect(desk.run("overview", "--format", "json").out == "[]\n")
    }

    @Test func `as text it is the table of status, and in JSON each status with its course`() throws {
        let desk = try Desk(seeded: true)
        #expect(desk.run("overview", "--all", "--format", "text").out == desk.run("status", "--all").out)
        let said = desk.run("overview", "--format", "json")
        let overview = try #require(try JSON.parse(String(said.out.dropLast())).array)
        let statuses = try PageTests.array(desk.run("status", "--format", "json"))
        let donation = try #require(
            overview.compactMap(\.object).first { $0["dispute"] == "rus-un-donation" })
        #expect(donation["course"]?.array?.last == ["on": "2021-11-10", "level": 2])
        let bare = overview.compactMap(\.object).map { object in
            var object = object
            object["course"] = nil
            return object
        }
        #expect(bare == statuses)
    }

    @Test(arguments: ["html", "svg"])
    func `whatever is in the log, it is well formed, asks for nothing and runs nothing`(format: String) throws
    {
        let desk = try Self.nastyDesk()
        let hostile =
            "</td></style></title><script>x</script><img src=x onerror='x'>\" &#x3C; ]]> \u{202E}\u{7}"
        let long = String(repeating: hostile, count: 400)
        let opened = desk.run("open", "hostile", "--title", long, "--side", "<b>One=EGY", "--side", "Two=ETH")
        #expect(opened.code == 0, "\(opened.err)")
        let filed = desk.run(
            "record", "demand", "hostile", "--by", "EGY:<b>x", "--to",
            "?:" + String(repeating: "<b>é", count: 25), "--summary", long,
            "--marking", "secret", "--due", "2021-11-01", "--on", "2021-10-01")
        #expect(filed.code == 0, "\(filed.err)")
        let said = desk.run("overview", "--all", "--format", format)
        #expect(said.code == 0, "\(said.err)")
        let elements = Set(
            try WellFormed.elements(of: format == "html" ? String(said.out.drop { $0 != "\n" }) : said.out))
        #expect(elements.isDisjoint(with: ["img", "script", "foreignobject", "use", "image"]), "\(elements)")
        #expect(!said.out.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{7}" })
        for word in ["src=\"", "url(", "@import", "href=\"http"] {
            #expect(!said.out.contains(word), "\(word)")
        }
        #expect(said.out.utf8.count < 40_000, "\(said.out.utf8.count)")
        // Somebody is said to be secretive, at the head and beside what he may not read.
        #expect(said.out.contains(">SECRET<") && said.out.contains("[secret]"))
    }

    @Test func `a picture of many disputes has the most pressing ones, and counts the others`() throws {
        let desk = try Desk(seeded: true)
        for number in 1...40 {
            let opened = desk.run(
                "open", "file-\(number)", "--title", "File \(number)", "--side", "A=AUT", "--side", "S=SVN")
            #expect(opened.code == 0)
        }
        let picture = desk.run("overview", "--today", "2021-11-24", "--format", "svg").out
        #expect(picture.components(separatedBy: "graphics-symbol").count - 1 == 24)
        #expect(picture.contains("And 19 more, less urgent ones: the page shows them all."))
        #expect(picture.contains(">Quiet: 40<"))
        let page = desk.run("overview", "--today", "2021-11-24").out
        #expect(page.components(separatedBy: "<tr id=").count - 1 == 43)
    }

    @Test func `where no format is given, a terminal gets words and a file the page`() throws {
        let desk = try Desk(seeded: true)
        #expect(desk.run("overview").out.hasPrefix("<!DOCTYPE html>"))
        desk.terminal.outputIsTerminal = true
        #expect(desk.run("overview", "--today", "2021-11-24").out.contains("3 disputes"))
        #expect(desk.run("overview", "--format", "html").out.hasPrefix("<!DOCTYPE html>"))
    }

    @Test func `what is asked wrongly is refused`() throws {
        let desk = try Desk(seeded: true)
        for wrong in [
            ["rus-un-donation"], ["--format", "pdf"], ["--as-of", "soonish"], ["--known-at", "x"],
            ["--limit", "3"],
        ] {
            let said = desk.run(["overview"] + wrong)
            #expect(said.code == 64 && said.out.isEmpty && !said.err.isEmpty, "\(wrong)")
        }
        #expect(desk.run("overview", "--log", desk.folder + "/nowhere.db").code == 66)
    }

    private static func nastyDesk() throws -> Desk {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        #expect(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        return desk
    }
}
