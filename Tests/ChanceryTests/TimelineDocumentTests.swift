import Crypto
import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// `timeline --format html`.
@Suite(.endsInTime) struct TimelineDocumentTests {
    @Test func `the page of a dispute is as it was looked at`() throws {
        let said = try Desk(seeded: true).run("timeline", "rus-un-donation", "--all", "--format", "html")
        #expect(said.code == 0, "\(said.err)")
        try RecordedPages.expect(said.out, matches: "timeline-rus-un-donation", ending: "html")
    }

    @Test func `every event has a row, and what is asked and what came in reply lead to each other`() throws {
        let page = try Desk(seeded: true).run("timeline", "rus-un-donation", "--all", "--format", "html").out
        for number in [17, 18, 28, 40, 44] { #expect(page.contains("<tr id=\"e\(number)\"")) }
        let rows = page.components(separatedBy: "<tr id=")
        let opener = try #require(rows.first { $0.hasPrefix("\"e28\"") })
        let reply = try #require(rows.first { $0.hasPrefix("\"e40\"") })
        #expect(opener.contains("answered by <a href=\"#e40\">#40</a>"))
        #expect(reply.contains("re <a href=\"#e28\">#28</a>"))
        // The picture's marks lead to the rows, too.
        #expect(page.contains("<a href=\"#e40\"") && page.contains("<svg"))
    }

    @Test func `a page of the last acts holds these alone, and no picture`() throws {
        let desk = try Desk(seeded: true)
        func page(_ more: String...) -> String {
            desk.run(["timeline", "rus-un-donation", "--format", "html"] + more).out
        }
        let last = page("--limit", "3")
        #expect(last.components(separatedBy: "<tr id=").count == 4 && !last.contains("<svg"))
        #expect(last.contains("The last 3 of "))
        let numbers = { (page: String) in page.matches(of: /<tr id="e(\d+)"/).map { String($0.output.1) } }
        #expect(numbers(page()).filter(numbers(last).contains) == numbers(last))
        // What is folded says the same as what the projections say.
        #expect(numbers(page("--limit", "3", "--known-at", "2030-01-01")) == numbers(last))
        #expect(page("--limit", "1000") == page())
        #expect(desk.run("timeline", "rus-un-donation", "--format", "svg", "--limit", "3").code == 64)
    }

    @Test func `a page allows its own script and nothing else`() throws {
        let page = try Desk(seeded: true).run("timeline", "rus-un-donation", "--format", "html").out
        let script = try #require(
            page.components(separatedBy: "<script>").dropFirst().first?
                .components(separatedBy: "</script>").first)
        let hash = Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
        #expect(page.contains("default-src &#39;none&#39;"))
        #expect(page.contains("script-src &#39;sha256-\(hash)&#39;"))
        for word in ["src=", "url(", "@import", "href=\"http"] { #expect(!page.contains(word), "\(word)") }
    }

    @Test func `without a script, rows are chosen by side, kind and marking, where there is a choice`() throws
    {
        let desk = try Desk(seeded: true)
        let page = desk.run("timeline", "rus-un-donation", "--all", "--format", "html").out
        #expect(page.contains(".filter:has(#only-s0:checked)~table .act:not(.s0){display:none}"))
        #expect(page.contains("id=\"only-s0\"") && !page.contains("<legend>Marking</legend>"))
        #expect(desk.run("mark", "28", "restricted").code == 0)
        let marked = desk.run("timeline", "rus-un-donation", "--all", "--format", "html").out
        #expect(marked.contains("<legend>Marking</legend>") && marked.contains("RESTRICTED"))
    }

    @Test func `whatever is in the log, a page is well formed and holds no markup but its own`() throws {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        #expect(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        let hostile = "</td></style><script>x</script><img src=x onerror='x'>\" #1 &#x3C; \u{202E}\u{7}"
        let opened = desk.run(
            "open", "hostile", "--title", String(repeating: hostile, count: 400), "--side", "<b>One=EGY",
            "--side", "Two=ETH")
        #expect(opened.code == 0, "\(opened.err)")
        let recorded = desk.run(
            "record", "note", "hostile", "--by", "EGY", "--summary", hostile, "--quote", hostile, "--source",
            hostile)
        #expect(recorded.code == 0, "\(recorded.err)")
        for dispute in ["egy-eth-water", "aus-chn-barley", "long-file", "hostile"] {
            let said = desk.run("timeline", dispute, "--all", "--format", "html")
            #expect(said.code == 0, "\(said.err)")
            let elements = try WellFormed.elements(of: String(said.out.drop { $0 != "\n" }))
            #expect(!elements.contains("img") && !elements.contains("b"))
            #expect(elements.filter { $0 == "script" }.count == 1)
            #expect(
                !said.out.unicodeScalars.contains("\u{202E}") && !said.out.unicodeScalars.contains("\u{7}"))
        }
    }
}
