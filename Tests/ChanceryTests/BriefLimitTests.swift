import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Foundation
import SystemPackage
import Testing
import TimeLimits
import TextSafety

@testable import Rendering
@testable import chancery

/// Whatever is in the log, a brief is one page, and nothing of it is anything but words.
@Suite(.endsInTime) struct BriefLimitTests {
    private static let hostile =
        "</td></style><script>x</script>\n# <img src=x onerror='x'>\r\n- [a](http://x) ![b](//x) www.x.y a@x.y `c` *d* __e__ ~~f~~ "
        + "$g$ {{h}} | &#x3C; \u{202E}\u{7}\u{1B}[31m\u{2028} <http://x> mailto:a@x.y "

    private static func desk() throws -> Desk {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        try #require(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        let long = String(repeating: hostile, count: 2_500 / hostile.unicodeScalars.count + 1)
        let opened = desk.run(
            "open", "hostile", "--title", long, "--side", "\(long.filter { $0 != "=" })=EGY", "--side",
            "1. Two=ETH")
        try #require(opened.code == 0, "\(opened.err.prefix(200))")
        for kind in ["note", "declared-position", "sanction", "protest"] {
            let said = desk.run(
                "record", kind, "hostile", "--by", "ETH:<b> \"'", "--by", "?:# *x*", "--to", "EGY",
                "--summary", long,
                "--quote", long, "--speaker", long, "--role", long, "--form", long, "--condition", long,
                "--scope",
                long, "--source", long, "--detail", "topic=\(long)", "--detail", "stance=\(long)", "--due",
                "2021-12-24", "--by-recorder", long)
            try #require(said.code == 0, "\(kind): \(said.err.prefix(200))")
        }
        return desk
    }

    private static let disputes = ["egy-eth-water", "aus-chn-barley", "long-file", "hostile"]

    @Test func `hostile text is words in a page, and breaks nothing`() throws {
        let desk = try Self.desk()
        for dispute in Self.disputes {
            let said = desk.run("brief", dispute, "--format", "html")
            #expect(said.code == 0, "\(said.err)")
            let elements = try WellFormed.elements(of: String(said.out.drop { $0 != "\n" }))
            for name in ["img", "script", "title"] {
                #expect(elements.count { $0 == name } == (name == "title" ? 1 : 0), "\(name)")
            }
            // The page's own `b` stands before the numbers at its foot.
            #expect(elements.count { $0 == "b" } == said.out.components("<li id=\"e"))
            #expect(said.out.contains("default-src &#39;none&#39;") && !said.out.contains("href=\"http"))
            #expect(said.out.utf8.count < 24_000, "\(said.out.utf8.count)")
        }
    }

    @Test func `hostile text is words in Markdown`() throws {
        let desk = try Self.desk()
        for dispute in Self.disputes {
            let said = desk.run("brief", dispute)
            #expect(said.code == 0, "\(said.err)")
            #expect(said.out.utf8.count < 24_000, "\(said.out.utf8.count)")
            for line in said.lines {
                let isBlock = line.isEmpty || ["# ", "## ", "- "].contains { line.hasPrefix($0) }
                #expect(isBlock || line.hasPrefix("**") || line.hasPrefix("\(dispute). "), "\(line)")
                for scalar in line.unicodeScalars {
                    #expect(scalar.value >= 0x20 && scalar != "\u{202E}" && scalar != "\u{2028}")
                }
                expectPlain(line)
            }
        }
    }

    /// Nothing in a line is markup but its beginning and the program's own bold print.
    private func expectPlain(_ line: String) {
        var words = line[...]
        for mark in ["# ", "## ", "- "] where words.hasPrefix(mark) { words = words.dropFirst(mark.count) }
        for character in ["# ", "- ", "+ ", "1. ", "> "] { #expect(!words.hasPrefix(character), "\(line)") }
        if words.hasPrefix("**"), let end = words.dropFirst(2).range(of: "**") {
            words = words[end.upperBound...]
        }
        var isEscaped = false
        for character in words.unicodeScalars {
            if !isEscaped, "`*_[]<>&|~${}^=@".unicodeScalars.contains(character) {
                Issue.record("\(character) is markup in: \(line)")
            }
            isEscaped = !isEscaped && character == "\\"
        }
        #expect(
            words.firstMatch(of: /[a-z]:\/\//) == nil && !words.contains("mailto:")
                && !words.contains("www."), "\(line)")
    }

    @Test func `no line is wider than the terminal`() throws {
        let desk = try Self.desk()
        for dispute in Self.disputes {
            for width in [40, 80, 200] {
                desk.terminal.width = width
                let said = desk.run("brief", dispute, "--format", "text")
                #expect(said.code == 0, "\(said.err)")
                for line in said.lines {
                    #expect(line.displayWidth <= width && !line.hasSuffix(" "), "\(line)")
                }
                let inked = desk.run("brief", dispute, "--format", "text", "--color", "always")
                #expect(PageTests.withoutInk(inked.out) == said.out)
            }
        }
    }

    @Test func `what prints on one sheet of A4 is measured, and cut until it does`() throws {
        let desk = try Desk(Self.broadest)
        let casebook = try Casebook(at: FilePath(desk.log), .reading)
        let moment = Moment(asOf: try #require(Day("2021-11-24")))
        let briefing = try casebook.briefing(on: "d", at: moment, since: Instant(milliseconds: 0))
        let dateline = Dateline(asOf: moment.asOf, knownAt: nil, today: moment.asOf)
        for own in [nil, Party("AUT")] {
            let brief = Brief(briefing, dateline, own: own, PartyRegister.builtIn)
            #expect(brief.room.holds(brief), "\(brief.room): \(BriefLimits.height(of: brief))")
            #expect(brief.room.list == 1)
        }
    }

    /// Much of everything, and all of it in the broadest letters.
    private static var broadest: Ledger {
        let broad = String(repeating: "W", count: 90)
        let book = JSON.string(String(repeating: broad + " ", count: 100))
        let parties = ["AUT:\(broad)", "BLR:\(broad)", "DEU", "GRC", "TUR"]
        let sides = parties.map { JSON.array([.string($0), .string(String($0.prefix(3)) + ":M")]) }
        func opening(_ name: String) -> [(String, JSON)] {
            let sides = sides.map { ["name": book, "members": $0] as JSON }
            return [("details", ["title": book, "sides": .array(sides)]), ("summary", book)]
        }
        let sources: JSON = [["citation": book], ["citation": "b"]]
        var ledger = Ledger()
        ledger.add("dispute-opened", opening("d"))
        for number in 0..<60 {
            let who: [(String, JSON)] = [
                ("actors", [.string(parties[number % 2]), "DEU"]), ("summary", book), ("sources", sources),
                ("addressees", [.string(parties[1 - number % 2]), "GRC"]), ("marking", "confidential"),
                ("occurred", .string("2021-09-\(10 + number % 20)/2021-09-30")),
            ]
            ledger.add(
                "request-for-explanation", who + [("due", ["on": .string("2021-11-\(10 + number % 20)")])])
            ledger.add(
                "declared-position",
                who + [("details", ["topic": .string("\(number) \(broad)"), "stance": book])])
            ledger.add(
                "note",
                who + [("due", ["on": .string("2021-12-\(10 + number % 20)")]), ("expectsReply", false)])
            ledger.add("sanction", who)
        }
        ledger.add("status-assessment", [("details", ["phase": "stalled", "reason": book])])
        for number in 0..<8 { ledger.add("dispute-opened", in: "d/p\(number)", opening("d/p\(number)")) }
        return ledger
    }

    @Test func `a dispute of five thousand events takes no more room than others`() throws {
        var ledger = Ledger()
        ledger.open("d", "A long story")
        let kinds = [
            "demarche", "protest", "declared-position", "note", "sanction", "request-for-explanation",
        ]
        for number in 0..<5000 {
            let summary = "Entry \(number): " + String(repeating: "many words about little. ", count: 20)
            let id = ledger.act(
                summary, kind: kinds[number % kinds.count],
                [
                    ("due", ["on": .string("2022-01-\(10 + number % 20)")]),
                    ("details", ["topic": .string("topic \(number)")]),
                ])
            if number % 10 == 0 { ledger.correct(id, [("summary", "Corrected.")]) }
        }
        let desk = try Desk(ledger)
        let brief = try BriefTests.json(desk, "d", "--since", "2021-09-01")
        let sentences = BriefTests.sentences(brief)
        #expect((20...45).contains(sentences.count), "\(sentences.count)")
        #expect(brief["events"]?.array?.count ?? .max < 50)
        #expect(sentences.reduce(0) { $0 + ($1["text"]?.string?.count ?? 0) } < 6000)
        #expect(sentences.contains { $0["text"]?.string?.hasPrefix("And 2,") ?? false })
        #expect(
            desk.run("brief", "d", "--since", "2021-09-01").lines.contains {
                $0.contains(" came in; these are the last.")
            })
    }
}

extension String {
    /// How often that stands in it.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
