import CanonicalJSON
import Seeds
import Testing
import TimeLimits

@testable import Interchange
@testable import chancery

/// `--max-marking`: what a reader must not see is in no byte of what he gets.
@Suite(.endsInTime) struct ExportMarkingTests {
    /// Stands in everything that is secret, and in nothing else.
    private static let word = "zanzibar"
    private static let secret: (String, JSON) = ("marking", "secret")
    private static let formats = ExportFormat.all

    /// Every field of an act, with the word in it.
    private static var everywhere: [(String, JSON)] {
        let text = JSON.string(word)
        return [
            ("summary", text), ("quote", ["text": text, "language": text]),
            ("speaker", ["name": text, "role": text]),
            ("reportedBy", ["name": text, "role": text, "party": .string("AUT:\(word)")]), ("form", text),
            ("mode", text), ("channel", text), ("condition", text), ("scope", text), ("tags", [text]),
            ("occurredNote", text), ("key", .string("\(word)-\(Int.random(in: 0 ... .max))")),
            ("recordedBy", text), ("due", ["about": "2021-11-10", "note": text]),
            ("sources", [["citation": text, "url": .string("https://\(word).example"), "id": text]]),
            ("details", ["like": "note", "x": text]), ("actors", [.string("AUT:\(word)")]),
            ("addressees", [.string("BLR:\(word)"), .string("?:\(word)")]),
        ]
    }

    private func said(_ ledger: Ledger, _ marking: String = "public") throws -> [String: Desk.Said] {
        let desk = try Desk(ledger)
        return Dictionary(
            uniqueKeysWithValues: Self.formats.map {
                ($0.name, desk.export($0, "--max-marking", marking))
            })
    }

    private func expectNoTrace(of ledger: Ledger, _ sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        for (format, said) in try said(ledger) {
            #expect(said.code == 0, "\(said.err)", sourceLocation: sourceLocation)
            #expect(!said.out.contains(Self.word), "\(format): \(said.out)", sourceLocation: sourceLocation)
            #expect(said.err.contains(" left out"), "\(format)", sourceLocation: sourceLocation)
        }
        for format in Self.formats {
            let all = try Desk(ledger).export(format, "--max-marking", "secret")
            #expect(
                all.err == "Nothing was left out: no event is marked above secret.\n", "\(format.name)",
                sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: ["x-zanzibar-probe", "note"])
    func `nothing of a marked event goes out, nor of what is said about it`(kind: String) throws {
        var ledger = Ledger()
        ledger.open()
        let act = ledger.act(Self.word, kind: kind, Self.everywhere + [Self.secret])
        ledger.correct(act, [("summary", .string(Self.word))])
        ledger.add(
            "source-added", [("target", .string(act)), ("sources", [["citation": .string(Self.word)]])])
        ledger.add(
            "reply-assessment",
            [("target", .string(act)), ("details", ["satisfies": "none", "reason": .string(Self.word)])])
        let retraction = ledger.retract(act, [("summary", .string(Self.word))])
        ledger.retract(retraction, [("summary", .string(Self.word))])
        ledger.act("Public.")
        try expectNoTrace(of: ledger)
        #expect(try said(ledger)["jsonl"]?.lines.count == 2)
    }

    @Test func `an event that was marked later is as secret as one that was from the start`() throws {
        for change in ["marking-changed", "correction"] {
            var ledger = Ledger()
            ledger.open()
            let act = ledger.act(Self.word)
            if change == "correction" {
                ledger.correct(act, [Self.secret])
            } else {
                ledger.mark(act, "secret")
            }
            try expectNoTrace(of: ledger)
        }
    }

    @Test func `a marking that was taken back counts no more, and one that was lowered is lowered`() throws {
        var ledger = Ledger()
        ledger.open()
        ledger.retract(ledger.mark(ledger.act("First."), "secret"))
        ledger.mark(ledger.act("Second.", [Self.secret]), "public")
        for (format, said) in try said(ledger) {
            #expect(said.err == "Nothing was left out: no event is marked above public.\n", "\(format)")
        }
    }

    @Test func `words that a correction has taken away stay as secret as they were`() throws {
        var ledger = Ledger()
        ledger.open()
        let cleaned = ledger.act(Self.word, [Self.secret])
        ledger.correct(cleaned, [("summary", "Clean.")])
        ledger.mark(cleaned, "public")
        // What was put in and taken back was written when the event was secret, or to make it so.
        let act = ledger.act("Open.")
        ledger.retract(ledger.correct(act, [("summary", .string(Self.word)), Self.secret]))
        try expectNoTrace(of: ledger)
        let said = try said(ledger)
        for format in ["csv", "graphml"] {
            #expect(said[format]?.out.contains("Clean.") == true, "\(format)")
        }
        #expect(said["jsonl"]?.lines.count == 2 && said["jsonl"]?.out.contains("Open.") == true)
    }

    @Test func `a correction or a source that is marked itself is not applied`() throws {
        var ledger = Ledger()
        ledger.open()
        let act = ledger.act("Open.", [("occurred", "2021-09-01")])
        ledger.correct(act, [("summary", .string(Self.word)), ("occurred", "2021-09-30")], [Self.secret])
        ledger.add(
            "source-added",
            [("target", .string(act)), ("sources", [["citation": .string(Self.word)]]), Self.secret])
        let later = ledger.correct(act, [("scope", .string(Self.word))])
        ledger.mark(later, "secret")
        try expectNoTrace(of: ledger)
        let said = try said(ledger)
        for (format, said) in said where format != "cameo" {
            #expect(said.out.contains("Open."), "\(format)")
        }
        #expect(said["csv"]?.out.contains("2021-09-30") == false)
    }

    @Test func `an event is not shown without the correction that made it fit to be shown`() throws {
        var ledger = Ledger()
        ledger.open()
        let act = ledger.act(Self.word, [Self.secret])
        ledger.correct(act, [("summary", "Clean."), ("marking", "public")], [Self.secret])
        try expectNoTrace(of: ledger)
    }

    @Test func `a dispute whose opening is secret is left out with its parts, by name too`() throws {
        var ledger = Ledger()
        ledger.open(Self.word, "Talks", [Self.secret])
        ledger.open("\(Self.word)/part", "Public part")
        ledger.act("Public.", in: "\(Self.word)/part")
        ledger.act("Public.", in: Self.word)
        ledger.open("other")
        try expectNoTrace(of: ledger)
        #expect(try said(ledger)["jsonl"]?.lines.count == 1)
    }

    @Test func `no reference and no place tells of an event that is left out`() throws {
        var ledger = Ledger()
        ledger.open()
        let hidden = ledger.act(Self.word, [Self.secret, ("occurred", "2021-09-30")])
        let reply = ledger.act("Reply.", [("occurred", "2021-09-01"), ("inResponseTo", [.string(hidden)])])
        ledger.act("Second.", [("occurred", "2021-09-02"), ("about", [.string(hidden), .string(reply)])])
        ledger.act("Third.", [("occurred", "2021-09-03"), ("inResponseTo", [.string(reply)])])
        let said = try said(ledger)
        for format in ["csv", "cameo", "graphml"] {
            let out = try #require(said[format]?.out)
            #expect(
                !out.contains(hidden) && !out.contains("2021-09-30") && !out.contains("20210930"), "\(format)"
            )
        }
        #expect(said["csv"]?.out.contains(reply) == true)
        // Out of a text as it was recorded nothing can be taken: what names it stays behind, and what names that.
        for format in ["jsonl", "cloudevents"] {
            #expect(said[format]?.out.contains(hidden) == false && said[format]?.out.contains(reply) == false)
        }
        #expect(said["jsonl"]?.lines.count == 1)
    }

    @Test func `what was retracted is never passed on as if it stood`() throws {
        var ledger = Ledger()
        ledger.open()
        ledger.retract(ledger.act("Taken back."), [Self.secret, ("summary", .string(Self.word))])
        try expectNoTrace(of: ledger)
        let said = try said(ledger)
        for (format, said) in said { #expect(!said.out.contains("Taken back."), "\(format)") }
        #expect(said["graphml"]?.out.contains("<edge") == false)
    }

    @Test(arguments: ["cosmic", "", "Public"])
    func `a marking that this copy does not know is above all others`(marking: String) throws {
        var ledger = Ledger()
        ledger.open()
        ledger.act(Self.word, [("marking", .string(marking))])
        for format in Self.formats {
            let said = try Desk(ledger).export(format, "--max-marking", "secret")
            #expect(!said.out.contains(Self.word) && said.err.hasPrefix("1 event left out"), "\(said.err)")
        }
    }

    @Test func `a partial export can be restored, and says on standard error how much is left out`() throws {
        var ledger = Ledger()
        ledger.open()
        let hidden = ledger.act("Hidden.", [("marking", "restricted")])
        ledger.act("Names it.", [("about", [.string(hidden)])])
        let desk = try Desk(ledger)
        #expect(
            desk.run("export", "--max-marking", "public").err == """
                1 event left out: marked above public, or about such an event.

                """)
        let part = desk.run("export", "--max-marking", "public")
        #expect(part.lines == [ledger.lines[0]])
        #expect(desk.run(["restore", "-", "--log", desk.folder + "/part.db"], input: part.lines).code == 0)
        #expect(desk.run("export", "--max-marking", "restricted").lines == ledger.lines)
        #expect(desk.run("export").lines == ledger.lines)
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.split { !$0.isASCII || !($0.isLetter || $0.isNumber) })
    }

    /// What each event says must be seen by nobody below a level is known when it is written, by the plainest rule there is:
    /// its own marking, that of what it is about, and that of its dispute.
    @Test func `of random logs nothing goes out above its level, and what nothing keeps back does`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var numbers = SplitMix64(seed: seed)
        for round in 1...6 {
            let log = RandomMarkedLog(&numbers)
            let desk = try Desk(log.ledger)
            for (level, name) in RandomMarkedLog.levels.enumerated() {
                for format in Self.formats {
                    let said = desk.export(format, "--max-marking", name).out
                    let (format, out) = (format.name, Self.words(said))
                    for (word, needed) in log.words where needed > level {
                        // In a database nothing stands between one word and the next.
                        #expect(
                            !(format == "sqlite" ? said.contains(word) : out.contains(word[...])),
                            "\(format) at \(name) shows \(word); seed \(seed), round \(round)")
                    }
                    guard ["jsonl", "csv", "cloudevents"].contains(format) else { continue }
                    for (word, needed) in log.untouched where needed <= level {
                        #expect(
                            out.contains(word[...]),
                            "\(format) at \(name) lacks \(word); seed \(seed), round \(round)")
                    }
                }
            }
        }
    }
}

/// Acts and what is said about them, each with a word of its own. Markings are set when something is filed, and raised
/// later, never lowered or taken back: so the level that a word needs is never less than any that it had.
private struct RandomMarkedLog {
    static let levels = ["public", "restricted", "confidential", "secret"]

    private(set) var ledger = Ledger()
    /// The least level at which a word may be seen.
    private(set) var words: [(word: String, level: Int)] = []
    /// Those of acts about which nothing was said.
    private(set) var untouched: [(word: String, level: Int)] = []

    private struct Filed {
        let id: String
        let word: String
        let kind: String
        let dispute: Int
        var own: Int
        let target: Int?
        var isTarget = false
    }

    init(_ numbers: inout some RandomNumberGenerator) {
        var disputes: [Int] = []
        var filed: [Filed] = []
        func pick() -> Int {
            Int.random(in: 0..<8, using: &numbers) < 4 ? 0 : Int.random(in: 0..<4, using: &numbers)
        }
        for dispute in 0..<3 {
            disputes.append(pick())
            ledger.open("d\(dispute)", "wo\(dispute)rd", Self.marking(disputes[dispute]))
            words.append(("wo\(dispute)rd", disputes[dispute]))
        }
        for number in 1...40 {
            // Long enough not to stand in a key or a hash by chance.
            let word = "wordof\(number)x"
            let level = pick()
            let target = Bool.random(using: &numbers) ? filed.indices.randomElement(using: &numbers) : nil
            let dispute = target.map { filed[$0].dispute } ?? Int.random(in: 0..<3, using: &numbers)
            let text = JSON.string(word)
            var fields = Self.marking(level) + [("summary", text)]
            var kind = "note"
            if let target {
                filed[target].isTarget = true
                fields.append(("target", .string(filed[target].id)))
                kind =
                    ["correction", "source-added", "retraction", "marking-changed", "reply-assessment"]
                    .randomElement(using: &numbers) ?? ""
                if kind == "retraction", filed[target].kind == "marking-changed" { kind = "reply-assessment" }
                switch kind {
                case "correction": fields.append(("details", ["fields": ["scope": text]]))
                case "source-added": fields.append(("sources", [["citation": text]]))
                case "marking-changed":
                    let raised = max(filed[target].own, pick())
                    filed[target].own = raised
                    fields.append(("details", ["marking": .string(Self.levels[raised])]))
                default: fields.append(("details", ["reason": text]))
                }
            } else {
                fields += [
                    ("actors", ["AUT"]), ("addressees", [.string("BLR:\(word)")]), ("occurred", "2021-09-01"),
                ]
            }
            let id = ledger.add(kind, in: "d\(dispute)", fields)
            filed.append(Filed(id: id, word: word, kind: kind, dispute: dispute, own: level, target: target))
        }
        for entry in filed {
            var level = max(entry.own, disputes[entry.dispute])
            var target = entry.target
            while let index = target {
                level = max(level, filed[index].own)
                target = filed[index].target
            }
            words.append((entry.word, level))
            if !entry.isTarget, entry.target == nil { untouched.append((entry.word, level)) }
        }
    }

    private static func marking(_ level: Int) -> [(String, JSON)] {
        level == 0 ? [] : [("marking", .string(levels[level]))]
    }
}
