import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import Oracle

/// Posts that file each for itself and take each other's events now and then, in any order (section 1 of the rules: first
/// times, and which events are one and the same).
@Suite(.endsInTime) struct ExchangeHistoryTests {
    @Test(arguments: [2, 3], seeds(from: 1, 3, long: 60))
    func `posts that have exchanged everything give the same statuses, and hold every act once`(
        count: Int, number: UInt64
    ) throws {
        let seed = UInt64(count) * 1000 + number
        var exchange = try Exchange(posts: count, seed: seed)
        for _ in 0..<70 { try exchange.step() }
        try exchange.exchangeAll()
        let added = try exchange.exchangeAll()
        #expect(added == 0, "seed \(seed): an exchange that was done already adds nothing")

        let names = try exchange.posts.map { try exchange.names(in: $0) }
        #expect(Set(names[0].values).count == names[0].count, "seed \(seed): every act is there once")
        for other in names.dropFirst() {
            #expect(Set(other.values) == Set(names[0].values), "seed \(seed): every post holds every event")
        }
        for month in 1...9 {
            let day = try #require(Day("2021-0\(month)-17"))
            let answers = try exchange.posts.enumerated().map { index, log in
                try Self.answers(log, names[index], asOf: day)
            }
            for other in answers.dropFirst() { #expect(other == answers[0], "seed \(seed), as of \(day)") }
            let log = exchange.posts[Int(number) % count]
            let plain = PlainFold(events: try log.texts().map { try JSON.parse($0) })
            let expected = plain.statuses(asOf: day.description, knownAt: nil).sorted { $0.key < $1.key }
            #expect(
                try log.casebook.statuses(at: Moment(asOf: day)).map(\.json.canonical)
                    == expected.map(\.value.canonical), "seed \(seed), as of \(day)")
        }
        for log in exchange.posts {
            #expect(try log.casebook.replay(isDryRun: true).differences == [], "seed \(seed)")
            let report = try Verification(log.casebook).run()
            #expect(report.findings == [] && report.remarks == [], "seed \(seed)")
            let texts = try log.texts()
            var rest = texts[...]
            let copy = log.folder + "/copy.db"
            let restored = try Casebook.restore(to: FilePath(copy), settings: [:]) { rest.popFirst() }
            #expect(restored.events == texts.count, "seed \(seed): what was imported can be restored")
        }
    }

    /// The statuses with every event called by the id that it was recorded with first.
    private static func answers(_ log: TemporaryLog, _ names: [String: String], asOf day: Day) throws
        -> [String]
    {
        try log.casebook.statuses(at: Moment(asOf: day)).map { status in
            names.reduce(status.json.canonical) { $0.replacing($1.key, with: $1.value) }
        }
    }
}

/// Some posts, their common clock, and what they do next.
private struct Exchange {
    let posts: [TemporaryLog]
    private var dice: SplitMix64
    private var now = 1_614_556_800_000

    init(posts count: Int, seed: UInt64) throws {
        posts = try (0..<count).map { _ in try TemporaryLog() }
        dice = SplitMix64(seed: seed)
        for dispute in ["fence", "fence/water", "bridge"] {
            let sides: JSON = [
                ["name": "A", "members": ["AUT"]], ["name": "S", "members": ["SVN", "UN:OHCHR"]],
            ]
            _ = try posts[0].casebook.file(
                [
                    JSONObject([
                        ("kind", "dispute-opened"), ("dispute", .string(dispute)),
                        (
                            "details",
                            JSON.object(JSONObject([("title", .string(dispute)), ("sides", sides)]))
                        ),
                    ])
                ], by: "first", at: tick())
        }
        try exchangeAll()
    }

    /// A moment later: milliseconds sometimes, days at other times, never the same.
    private mutating func tick() -> Instant {
        now += dice.choose([(40, 1), (40, 3_600_000), (20, 86_400_000 * dice.within(1...6))])
        return Instant(milliseconds: now)
    }

    mutating func step() throws {
        if dice.chance(25) {
            let (from, to) = (dice.below(posts.count), dice.below(posts.count))
            if from != to { _ = try take(from: posts[from], into: posts[to]) }
            return
        }
        let log = dice.pick(posts)
        let draft = try draft(log)
        // What the record as it is there does not allow is not filed.
        do { _ = try log.casebook.file([draft], by: "desk", at: tick()) } catch is FilingError {}
    }

    @discardableResult mutating func exchangeAll() throws -> Int {
        var added = 0
        for _ in 0..<2 {
            for from in posts {
                for to in posts where to !== from { added += try take(from: from, into: to) }
            }
        }
        return added
    }

    private mutating func take(from: TemporaryLog, into to: TemporaryLog) throws -> Int {
        var lines = try from.texts().enumerated().makeIterator()
        return try to.casebook.importEvents(
            next: {
                lines.next().map { line in
                    ForeignLine(number: line.offset + 1, line.element) {
                        try JSON.parse($0).object ?? JSONObject()
                    }
                }
            }, by: "exchange", at: tick()
        ).added
    }

    /// By the ids that events have in a log, those that they were recorded with first.
    func names(in log: TemporaryLog) throws -> [String: String] {
        var names: [String: String] = [:]
        for event in try log.texts().compactMap({ Event(text: $0) }) {
            names[event.id] = event.origin?.id.description ?? event.id
        }
        return names
    }

    private mutating func draft(_ log: TemporaryLog) throws -> JSONObject {
        let events = try log.texts().compactMap { Event(text: $0) }
        let dispute = dice.pick(["fence", "fence", "fence/water", "bridge"])
        let own = events.enumerated().filter { $0.element.dispute == dispute }.map {
            (position: $0.offset + 1, event: $0.element)
        }
        let acts = own.filter { $0.event.kind?.isRecord == false }
        var draft = JSONObject([("dispute", .string(dispute))])
        let isRecord = !acts.isEmpty && dice.chance(40)
        guard isRecord, let target = dice.pickRecent(acts) else {
            let austria = dice.chance(50)
            draft["kind"] = .string(
                dice.pick([
                    "protest", "request-for-explanation", "demand", "reply", "refusal", "offer-of-dialogue",
                    "acceptance", "sanction", "sanction-relief", "note", "negotiation", "reminder",
                ]))
            draft["actors"] = [austria ? "AUT" : "SVN"]
            if draft["kind"] == "negotiation" { draft["actors"] = ["AUT", "SVN"] }
            draft["addressees"] = [austria ? "SVN" : "AUT"]
            if dice.chance(70) {
                draft["occurred"] = .string("2021-0\(dice.within(1...3))-1\(dice.below(3))")
            }
            if dice.chance(10) { draft["standing"] = dice.pick(["claimed", "alleged", "hedged"]) }
            if dice.chance(30) { draft["expectsReply"] = true }
            if dice.chance(60), let named = dice.pickRecent(acts) {
                draft["inResponseTo"] = [.integer(named.position)]
            }
            return draft
        }
        let kind = dice.pick([
            "correction", "correction", "retraction", "reply-assessment", "dispute-closed",
            "dispute-reopened",
            "source-added", "status-assessment", "marking-changed",
        ])
        draft["kind"] = .string(kind)
        draft["target"] = .integer(target.position)
        switch kind {
        case "correction": draft["details"] = ["fields": correction(acts)]
        case "retraction":
            if let any = dice.pickRecent(own) { draft["target"] = .integer(any.position) }
            draft["details"] = ["reason": "twice"]
        case "reply-assessment":
            draft["details"] = ["satisfies": dice.pick(["none", "partial", "full"]), "reason": "read"]
        case "source-added":
            draft["sources"] = [["citation": "A file"]]
            if dice.chance(60) { draft["details"] = ["standing": "asserted"] }
        case "marking-changed": draft["details"] = ["marking": "restricted"]
        default:
            draft["target"] = nil
            draft["details"] =
                kind == "dispute-closed"
                ? ["reason": dice.pick(["settled", "lapsed"])]
                : kind == "dispute-reopened"
                    ? ["reason": "again"] : ["phase": "stalled", "reason": "so it seems"]
        }
        return draft
    }

    private mutating func correction(_ acts: [(position: Int, event: Event)]) -> JSON {
        switch dice.below(5) {
        case 0: ["occurred": .string("2021-0\(dice.within(1...3))-2\(dice.below(3))")]
        case 1: ["occurred": .null]
        case 2: ["kind": dice.pick(["note", "reply", "protest"])]
        case 3: ["standing": dice.pick(["asserted", "hedged"])]
        default: ["inResponseTo": [.integer(dice.pickRecent(acts)?.position ?? 1)]]
        }
    }
}
