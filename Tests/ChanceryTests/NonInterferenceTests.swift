import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import chancery

/// `--max-marking` on every question: the answer is that of the record in which nothing above the marking was ever filed.
@Suite(.endsInTime) struct NonInterferenceTests {
    private static let questions: [[String]] = [
        ["status"], ["status", "--all", "--format", "json"], ["status", "spices"], ["status", "spies"],
        ["status", "spie"],
        ["timeline", "spices", "--all"], ["timeline", "spices", "--format", "json", "--all"],
        ["timeline", "spices", "--format", "svg"], ["timeline", "spices", "--format", "html"],
        ["timeline", "spices", "--format", "vis"], ["timeline", "spices", "--format", "timelinejs"],
        ["timeline", "spies"], ["due"], ["due", "--format", "json"], ["due", "--format", "ics"],
        ["why", "spices"], ["why", "spices", "--format", "json"],
        ["diff", "spices", "--from", "2021-09-30", "--to", "2021-10-01", "--format", "json"],
        ["news", "--since", "2021-09-01"], ["news", "--since", "2021-09-01", "--format", "json"],
        ["agenda", "90d"], ["todo"], ["todo", "--format", "json"], ["positions"], ["log"],
        ["log", "--format", "json"], ["log", "--from", "-3"], ["search", "note"],
        ["search", "note", "--format", "json"], ["overview", "--format", "html", "--all"],
        ["overview", "--format", "svg"], ["overview", "--format", "json"], ["brief", "spices"],
        ["brief", "spices", "--format", "json", "--since", "2021-09-01"], ["brief", "spies"],
        ["export", "--format", "csv"], ["export", "--format", "graphml"], ["export", "--format", "cameo"],
        ["export", "--format", "csv", "spices"], ["export", "spies"], ["parties", "--format", "json"],
        ["show", "#3"], ["show", "00000002"],
    ]

    /// The same words are said of both: standard output to the byte, and the exit code.
    private func expectAlike(
        _ one: Desk, _ other: Desk, _ level: String, _ note: String, showing ids: [String] = []
    ) {
        let shows = ids.flatMap { [["show", $0], ["show", $0, "--format", "json"]] }
        for question in Self.questions + shows {
            let words = question + ["--max-marking", level]
            let (left, right) = (one.run(words), other.run(words))
            #expect(
                left.out == right.out && left.code == right.code,
                "\(question) up to \(level), \(note)\n\(Self.difference(left.out, right.out))\n\(left.err)\(right.err)"
            )
            // Section 9: "Up to a marking events have no positions." In HTML a # is a colour.
            if !question.contains("--format") {
                #expect(left.out.firstMatch(of: /#[0-9]/) == nil, "\(question) up to \(level), \(note)")
            }
        }
    }

    private static func difference(_ left: String, _ right: String) -> String {
        for (one, other) in zip(left.split(separator: "\n"), right.split(separator: "\n")) where one != other
        {
            return "\(one)\n\(other)"
        }
        return "\(left.count) and \(right.count) characters"
    }

    /// The texts that remain.
    private func remains(of desk: Desk, upTo level: String, knownAt instant: Instant? = nil) throws
        -> [String]
    {
        let casebook = try Casebook(at: FilePath(desk.log), .reading)
        defer { try? casebook.close() }
        let marking = try #require(Marking(rawValue: level))
        return try casebook.withRedaction(
            upTo: marking, knownAt: instant, { try $0.logLines(from: 1, limit: .max).map(\.event.text) },
            leftOut: { _ in })
    }

    /// Of a past moment, what remains goes by the markings and the words known then, too.
    private func expectAlikeAsKnownThen(_ desk: Desk, _ level: String, _ note: String) throws {
        let time = "2021-10-01T08:00:20.000Z"
        let smaller = try Desk()
        let texts = try remains(of: desk, upTo: level, knownAt: Instant(time))
        if texts.isEmpty { return }
        let restored = smaller.run(["restore", "-", "--name", "test", "--as-is"], input: texts)
        try #require(restored.code == 0, "\(restored.err), \(note)")
        for question in [
            ["status", "--all", "--format", "json"], ["timeline", "spices", "--all"], ["due"], ["todo"],
            ["why", "spices", "--format", "json"], ["brief", "spices"], ["news", "--since", "2021-09-01"],
        ] {
            let words = question + ["--max-marking", level, "--known-at", time]
            let (left, right) = (desk.run(words), smaller.run(words))
            #expect(
                left.out == right.out && left.code == right.code,
                "\(question) up to \(level), as known then, \(note)")
        }
    }

    @Test func `a log answers like one of the same texts without what may not be shown`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var dice = SplitMix64(seed: seed)
        for round in 1...(isLongRun ? 20 : 1) {
            var history = MarkedHistory(&dice)
            let desk = try Desk(history.ledger)
            for level in ["public", "restricted", "confidential"] {
                let note = "seed \(seed), round \(round)"
                let texts = try remains(of: desk, upTo: level)
                let smaller = try Desk()
                // An empty file is no log to restore.
                let restored =
                    texts.isEmpty
                    ? smaller.run("init", "--name", "test")
                    : smaller.run(["restore", "-", "--name", "test", "--as-is"], input: texts)
                try #require(restored.code == 0, "\(restored.err), \(note)")
                let ids = history.ids.shuffled(using: &dice).prefix(6)
                expectAlike(desk, smaller, level, note, showing: Array(ids))
                #expect(try remains(of: smaller, upTo: level) == texts, "\(note)")
                try expectAlikeAsKnownThen(desk, level, note)
                let lines = desk.run("export", "--max-marking", level).lines
                #expect(Set(lines).isSubset(of: history.ledger.lines), "\(note)")
                #expect(
                    lines.isEmpty
                        || desk.run(
                            ["restore", "-", "--as-is", "--log", "\(desk.folder)/\(level).db"], input: lines
                        )
                        .code == 0,
                    "\(note)")
            }
            history.addSecrets(&dice)
            let further = try Desk(history.ledger)
            for level in ["public", "confidential"] {
                expectAlike(desk, further, level, "seed \(seed), round \(round), further events")
            }
        }
    }

    @Test func `no suggestion of a name tells of a dispute that is hidden`() throws {
        var ledger = Ledger()
        ledger.open("spies", "Spies", [("marking", "secret")])
        let said = try Desk(ledger).run("status", "spie", "--max-marking", "public")
        #expect(
            said.code == 66 && !said.err.contains("spies")
                && said.err.contains("There is no dispute \"spie\""))
        #expect(try Desk(ledger).run("status", "spie").err.contains("Did you mean spies?"))
    }

    @Test func `positions are refused, and the last digits of an id name it`() throws {
        var ledger = Ledger()
        ledger.open()
        let id = ledger.act("Said.")
        let desk = try Desk(ledger)
        for name in ["#2", "2"] {
            #expect(desk.run("show", name, "--max-marking", "public").code == 64)
        }
        #expect(desk.run("log", "--from", "2", "--max-marking", "public").code == 64)
        let said = desk.run("show", String(id.suffix(8)), "--format", "json", "--max-marking", "public")
        #expect(said.code == 0 && said.out.contains(id) && !said.out.contains("position"))
        #expect(desk.run("show", "1\(id.suffix(7))", "--max-marking", "public").code == 66)
        let log = desk.run("log", "--max-marking", "public").out
        #expect(log.contains(id.suffix(8)) && !log.contains("#"))
        for width in [40, 80] {
            desk.terminal.width = width
            let timeline = desk.run("timeline", "d", "--max-marking", "public").lines
            let line = try #require(timeline.first { $0.contains(id.suffix(8)) }, "\(timeline)")
            #expect(line.split(separator: " ").contains(id.suffix(8)), "\(width): \(line)")
            #expect(timeline.contains { $0.hasPrefix("WHEN") && $0.contains(" ID ") } == (width == 80))
        }
    }

    @Test(arguments: [
        ["verify"], ["checkpoint"], ["prove", "1"], ["snapshot", "list"], ["replay"], ["log", "--follow"],
    ])
    func `what is no question takes no marking`(words: [String]) throws {
        var ledger = Ledger()
        ledger.open()
        #expect(try Desk(ledger).run(words + ["--max-marking", "public"]).code == 64)
    }

    @Test func `an act without a mark in a secret dispute is shown as secret`() throws {
        var ledger = Ledger()
        ledger.open("d", "A dispute", [("marking", "secret")])
        let act = ledger.act("Asks.", kind: "request-for-explanation", [("due", ["on": "2021-11-20"])])
        let desk = try Desk(ledger)
        for question in [
            ["timeline", "d", "--format", "vis"], ["timeline", "d", "--format", "timelinejs"], ["agenda"],
            ["search", "asks"], ["show", act], ["status", "d"], ["timeline", "d"], ["due"],
            ["news", "--since", "2021-09-01"],
        ] {
            #expect(desk.run(question).out.contains("secret"), "\(question): \(desk.run(question).out)")
        }
        #expect(desk.run("due", "--format", "ics").out.contains("CLASS:CONFIDENTIAL"))
        #expect(!desk.run("export", "--format", "csv").out.contains(",public,"))
    }

    @Test func `a change of marking counts, whoever may see it`() throws {
        var ledger = Ledger()
        ledger.open()
        let act = ledger.act("Said.")
        ledger.add(
            "marking-changed",
            [("target", .string(act)), ("details", ["marking": "confidential"]), ("marking", "secret")])
        let said = try Desk(ledger).run("show", act, "--format", "json", "--max-marking", "confidential")
        #expect(said.out.contains("\"marking\":\"confidential\""))
        #expect(try Desk(ledger).run("show", act, "--max-marking", "restricted").code == 66)
    }

    @Test func `a correction prints no id of a hidden event, and a hidden one leaves the event as it was`()
        throws
    {
        var ledger = Ledger()
        ledger.open()
        let hidden = ledger.act("Hidden.", [("marking", "secret")])
        let act = ledger.act("As it was.")
        let open = ledger.correct(act, [("about", [.string(hidden)]), ("scope", "wide")])
        ledger.correct(act, [("summary", "Otherwise.")], [("marking", "secret")])
        let desk = try Desk(ledger)
        for id in [act, open] {
            let said = desk.run("show", id, "--format", "json", "--max-marking", "public").out
            #expect(!said.contains(hidden) && !said.contains("Otherwise"), "\(said)")
        }
        #expect(desk.run("show", act, "--max-marking", "public").out.contains("As it was."))
    }

    @Test func `what a hidden retraction took out is not handed on`() throws {
        var ledger = Ledger()
        ledger.open()
        ledger.retract(ledger.act("Mistaken."), [("marking", "secret")])
        let desk = try Desk(ledger)
        for format in ["jsonl", "csv", "cloudevents", "graphml"] {
            #expect(
                !desk.run("export", "--format", format, "--max-marking", "public").out.contains("Mistaken"))
        }
    }
}

/// Events of every sort that markings touch, in two disputes with like names and a sub-dispute.
private struct MarkedHistory {
    private(set) var ledger = Ledger()
    private(set) var ids: [String] = []
    private var acts: [(id: String, dispute: String)] = []
    private var records: [(id: String, dispute: String)] = []
    private static let levels: [JSON] = ["public", "restricted", "confidential", "secret"]

    init(_ dice: inout SplitMix64) {
        ledger.open("spices", "Spices", Self.marking(dice.chance(20) ? "restricted" : nil))
        ledger.open("spies", "Spies", Self.marking("secret"))
        ledger.open("spices/pepper", "Pepper", Self.marking(dice.chance(40) ? "confidential" : nil))
        for _ in 1...45 { add(&dice, nil) }
    }

    /// Further events, each of which is above every level that is asked about, and none of which changes what is below.
    mutating func addSecrets(_ dice: inout SplitMix64) {
        for _ in 1...10 { add(&dice, "secret") }
    }

    private static func marking(_ level: JSON?) -> [(String, JSON)] { level.map { [("marking", $0)] } ?? [] }

    private mutating func add(_ dice: inout SplitMix64, _ level: JSON?) {
        let isFurther = level != nil
        let marking = level ?? (dice.chance(35) ? dice.pick(Self.levels) : nil)
        var kinds = [(40, "act"), (16, "correction"), (6, "source-added"), (8, "reply-assessment")]
        if !isFurther { kinds += [(12, "retraction"), (16, "marking-changed")] }
        let kind = dice.choose(kinds)
        let target =
            kind == "retraction" || kind == "marking-changed"
            ? dice.pickIfAny(acts + records) : dice.pickIfAny(acts)
        guard kind != "act", let target else { return act(&dice, marking) }
        var fields = Self.marking(marking) + [("target", .string(target.id))]
        let word = JSON.string("word\(ledger.lines.count)")
        switch kind {
        case "correction":
            var changed = [("summary", word)]
            if dice.chance(30) { changed.append(("occurred", .string("2021-09-\(dice.within(10...30))"))) }
            if dice.chance(25) { changed.append(("scope", word)) }
            if !isFurther, dice.chance(20) { changed.append(("marking", dice.pick(Self.levels))) }
            if dice.chance(20), let other = dice.pickIfAny(acts.filter { $0.dispute == target.dispute }),
                other.id < target.id
            {
                changed.append(("about", [.string(other.id)]))
            }
            fields.append(("details", ["fields": .object(JSONObject(changed))]))
        case "source-added": fields.append(("sources", [["citation": word]]))
        case "reply-assessment": fields.append(("details", ["satisfies": "partial", "reason": word]))
        case "retraction": fields.append(("details", ["reason": word]))
        default: fields.append(("details", ["marking": dice.pick(Self.levels)]))
        }
        let id = ledger.add(kind, in: target.dispute, fields)
        ids.append(id)
        records.append((id, target.dispute))
    }

    private mutating func act(_ dice: inout SplitMix64, _ marking: JSON?) {
        let dispute = dice.choose([(60, "spices"), (20, "spies"), (20, "spices/pepper")])
        let kind = dice.pick([
            "note", "protest", "request-for-explanation", "reply", "refusal", "sanction", "declared-position",
            "proposal-of-talks",
        ])
        var fields = Self.marking(marking)
        fields.append(("occurred", .string("2021-09-\(dice.within(10...30))")))
        if dice.chance(30) { fields.append(("due", ["on": .string("2021-11-\(dice.within(10...30))")])) }
        if dice.chance(50) { fields += [("actors", ["BLR"]), ("addressees", ["AUT"])] }
        for key in ["inResponseTo", "about"] where dice.chance(40) {
            if let other = dice.pickRecent(acts.filter { $0.dispute == dispute }) {
                fields.append((key, [.string(other.id)]))
            }
        }
        let known = Vocabulary.kind(kind) == nil ? "note" : kind
        let id = ledger.act("A note, word\(ledger.lines.count).", in: dispute, kind: known, fields)
        acts.append((id, dispute))
        ids.append(id)
    }
}
