import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// `brief --max-marking`: the page is drawn as if nothing marked higher had been recorded.
@Suite(.endsInTime) struct BriefMarkingTests {
    private static let secret: (String, JSON) = ("marking", "secret")
    private static let word = "zanzibar"

    /// What happened, once with what is secret and once without.
    private struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// How many events are left out.
        let count: Int
        let tell: @Sendable (inout Ledger, _ isWhole: Bool) -> Void
    }

    private static let cases: [Case] = [
        Case(testDescription: "an act that raised the dispute", count: 1) { ledger, isWhole in
            ledger.act("A note.")
            if isWhole { ledger.act(word, kind: "protest", [secret, ("occurred", "2021-09-01")]) }
        },
        Case(testDescription: "a reply that closed what was owed", count: 1) { ledger, isWhole in
            let asked = ledger.act("Asks.", kind: "request-for-explanation")
            if isWhole {
                ledger.act(
                    word, kind: "reply",
                    [
                        secret, ("actors", ["BLR"]), ("addressees", ["AUT"]),
                        ("inResponseTo", [.string(asked)]),
                    ])
            }
        },
        Case(testDescription: "a request of which only the answer is public", count: 1) { ledger, isWhole in
            var asked: String?
            if isWhole { asked = ledger.act(word, kind: "request-for-explanation", [secret]) }
            ledger.act(
                "Answers.", kind: "reply",
                [("actors", ["BLR"]), ("addressees", ["AUT"]), ("occurred", "2021-08-01")]
                    + (asked.map { [("inResponseTo", [.string($0)])] } ?? []))
        },
        Case(testDescription: "a correction", count: 1) { ledger, isWhole in
            let act = ledger.act("A protest.", kind: "protest")
            if isWhole {
                ledger.correct(
                    act, [("summary", .string(word)), ("kind", "sanction"), ("occurred", "2021-09-09")],
                    [secret])
            }
        },
        Case(testDescription: "an act, with its correction, its judgement and its source", count: 4) {
            ledger, isWhole in
            let asked = ledger.act("Asks.", kind: "request-for-explanation")
            guard isWhole else { return }
            let reply = ledger.act(
                word, kind: "reply",
                [secret, ("actors", ["BLR"]), ("addressees", ["AUT"]), ("inResponseTo", [.string(asked)])])
            ledger.correct(reply, [("summary", .string(word))])
            ledger.add(
                "reply-assessment",
                [("target", .string(reply)), ("details", ["satisfies": "full", "reason": .string(word)])])
            ledger.add(
                "source-added", [("target", .string(reply)), ("sources", [["citation": .string(word)]])])
        },
        Case(testDescription: "a source that made an assertion of a claim", count: 1) { ledger, isWhole in
            let act = ledger.act("Is said to have protested.", kind: "protest", [("standing", "claimed")])
            if isWhole {
                ledger.add(
                    "source-added",
                    [
                        ("target", .string(act)), ("sources", [["citation": .string(word)]]),
                        ("details", ["standing": "asserted"]), secret,
                    ])
            }
        },
        Case(testDescription: "a date to keep, a position, a measure and an assessment", count: 4) {
            ledger, isWhole in
            ledger.act("A protest.", kind: "protest")
            ledger.act("Holds this.", kind: "declared-position", [("details", ["topic": "gas"])])
            guard isWhole else { return }
            ledger.act(word, [secret, ("due", ["on": "2021-12-24"]), ("expectsReply", false)])
            ledger.act(word, kind: "declared-position", [secret, ("details", ["topic": "gas"])])
            ledger.act(word, kind: "sanction", [secret])
            ledger.add(
                "status-assessment", [secret, ("details", ["phase": "stalled", "reason": .string(word)])])
        },
        Case(testDescription: "a sub-dispute, and a reply from it", count: 2) { ledger, isWhole in
            let asked = ledger.act("Asks.", kind: "request-for-explanation")
            guard isWhole else { return }
            ledger.open("d/part", word, [secret])
            ledger.act(
                word, in: "d/part", kind: "reply",
                [("actors", ["BLR"]), ("addressees", ["AUT"]), ("inResponseTo", [.string(asked)])])
        },
    ]

    @Test(arguments: cases)
    private func `nothing tells of what is left out`(story: Case) throws {
        var (whole, rest) = (Ledger(), Ledger())
        whole.open()
        rest.open()
        story.tell(&whole, true)
        story.tell(&rest, false)
        let (desk, plain) = (try Desk(whole), try Desk(rest))
        let limits = ["--since", "2021-09-01", "--max-marking", "public"]
        let shown = try brief(desk, limits)
        #expect(texts(shown) == texts(try brief(plain, limits)))
        #expect(shown["leftOut"] == nil && shown["marking"] == "public")
        #expect(texts(shown) != texts(try brief(desk, ["--since", "2021-09-01"])), "it would be seen")
        for format in ["md", "html", "text", "json"] {
            let said = desk.run(["brief", "d", "--format", format] + limits)
            #expect(said.code == 0 && !(said.out + said.err).contains(Self.word), "\(said.out)")
            #expect(!said.out.contains(" left out"))
            #expect(said.err.hasPrefix("\(story.count) event"))
        }
    }

    @Test func `up to the highest marking the page is the same as without a limit`() throws {
        for story in Self.cases {
            var ledger = Ledger()
            ledger.open()
            story.tell(&ledger, true)
            let desk = try Desk(ledger)
            let all = try brief(desk, [])
            let limited = try brief(desk, ["--max-marking", "secret"])
            #expect(texts(all) == texts(limited) && all["marking"] == "secret")
            #expect(limited["maxMarking"] == "secret" && all["maxMarking"] == .null)
            let said = desk.run("brief", "d")
            #expect(said.lines.contains("**SECRET**") && said.err.isEmpty)
        }
    }

    @Test func `a dispute that is marked as a whole does not exist, in the words of one that never was`()
        throws
    {
        var ledger = Ledger()
        ledger.open("d", Self.word, [Self.secret])
        ledger.act("Public.")
        ledger.open("d/part", "Of it")
        var other = Ledger()
        other.open("other")
        let (desk, empty) = (try Desk(ledger), try Desk(other))
        for dispute in ["d", "d/part"] {
            let limits = ["brief", dispute, "--max-marking", "restricted"]
            let (said, never) = (desk.run(limits), empty.run(limits))
            #expect(said.code == 66 && said.out.isEmpty && !said.err.contains(Self.word))
            let problem = "There is no dispute \"\(dispute)\"."
            #expect(said.err.contains(problem) && never.err.contains(problem))
        }
        #expect(desk.run("brief", "d", "--max-marking", "secret").code == 0)
    }

    @Test func `of a past moment, what has been marked or cleaned since is left out too`() throws {
        var ledger = Ledger()
        ledger.open()
        let act = ledger.act(Self.word, kind: "protest")
        ledger.mark(act, "secret")
        let cleaned = ledger.act(Self.word, kind: "sanction")
        let marked = ledger.mark(cleaned, "secret")
        ledger.correct(cleaned, [("summary", "Clean.")])
        ledger.retract(marked)
        let lowered = ledger.act("Was secret.", kind: "demarche", [Self.secret])
        ledger.mark(lowered, "public")
        let desk = try Desk(ledger)
        func said(_ more: String...) -> String {
            let said = desk.run(["brief", "d", "--max-marking", "public", "--since", "2021-09-01"] + more)
            #expect(said.code == 0 && !said.out.contains(Self.word), "\(said.out)")
            return said.out
        }
        let now = said()
        #expect(now.contains("Clean.") && now.contains("Was secret."))
        // Before the first marking, before the correction, while it was secret; and before the last was lowered.
        for second in ["03", "05", "06", "08"] {
            let then = said("--known-at", "2021-10-01T08:00:\(second).000Z")
            #expect(
                then.contains("Clean.") == (second == "08") && !then.contains("Was secret."),
                "\(second): \(then)")
        }
    }

    @Test func `a retraction counts, whoever may see it`() throws {
        var ledger = Ledger()
        ledger.open()
        ledger.retract(ledger.act("Mistaken.", kind: "protest"), [Self.secret])
        let said = try Desk(ledger).run("brief", "d", "--max-marking", "public")
        #expect(said.code == 0 && !said.out.contains("Mistaken."))
        #expect(said.err.hasPrefix("2 events left out"))
    }

    private func brief(_ desk: Desk, _ more: [String]) throws -> JSONObject {
        let said = desk.run(["brief", "d", "--format", "json"] + more)
        try #require(said.code == 0, "\(said.err)")
        return try #require(try JSON.parse(String(said.out.dropLast())).object)
    }

    private func texts(_ brief: JSONObject) -> [String] {
        BriefTests.sentences(brief).compactMap { $0["text"]?.string }
    }
}
