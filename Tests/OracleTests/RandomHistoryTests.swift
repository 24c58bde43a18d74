import CanonicalJSON
import Testing

@testable import Oracle

/// That random histories go everywhere in the rules: a property tested on them is tested at all.
@Suite struct RandomHistoryTests {
    @Test func `the same seed gives the same log`() {
        let (first, second) = (RandomHistory(seed: 7, events: 60), RandomHistory(seed: 7, events: 60))
        #expect(JSON.array(first.events) == JSON.array(second.events))
        #expect(JSON.array(first.events) != JSON.array(RandomHistory(seed: 8, events: 60).events))
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `what is written could be recorded`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 100)
        var ids: Set<String> = []
        var before = ""
        for draft in history.drafts {
            let text = draft.event.canonical
            #expect(try JSON.parse(text) == draft.event)
            let event = try #require(draft.event.object)
            let references =
                (event["inResponseTo"]?.strings ?? []) + (event["about"]?.strings ?? [])
                + (event["target"]?.string.map { [$0] } ?? [])
            #expect(references.allSatisfy(ids.contains), "seed \(seed): \(text)")
            #expect(draft.recordedAt >= before)
            before = draft.recordedAt
            let id = try #require(event["id"]?.string)
            #expect(!ids.contains(id))
            ids.insert(id)
            #expect(hollow(in: draft.event) == false, "seed \(seed): \(text)")
        }
    }

    /// Section 1: no null, no empty list, object or string, but directly in a correction's `details.fields`.
    private func hollow(in value: JSON, key: String = "") -> Bool {
        switch value {
        case .null: return true
        case .string(let text): return text.isEmpty
        case .array(let list): return list.isEmpty || list.contains { hollow(in: $0) }
        case .object(let object):
            return object.isEmpty
                || object.members.contains { member in
                    !(key == "fields" && member.value == .null) && hollow(in: member.value, key: member.key)
                }
        default: return false
        }
    }

    @Test func `thirty histories reach every phase, state and effect`() {
        var seen: [String: Int] = [:]
        for seed in 1...30 as ClosedRange<UInt64> {
            let history = RandomHistory(seed: seed, events: 30 + Int(seed * 53 % 171))
            count(history, in: &seen)
        }
        print("seeds 1 to 30:", seen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })

        var wanted = PlainPhases.all.map { "phase \($0)" }
        wanted += [
            "open", "acknowledged", "answered", "partial", "fulfilled", "accepted", "refused", "withdrawn",
            "lapsed",
        ].map { "state \($0)" }
        wanted += ["overdue", "due-today", "soft-overdue", "not-due", "no-date"].map { "timely \($0)" }
        wanted += ["rising", "falling", "steady"].map { "trend \($0)" }
        wanted += (0...10).map { "level \($0)" }
        wanted += PlainVocabulary.rows.map { "kind \($0.kind)" }
        wanted += [
            "assessed", "dormant", "own kind", "foreign reply", "foreign assessment", "claimed reply",
            "reopening",
            "back from lapse", "floor under cooling", "measure ended", "does not exist", "equal places",
            "moved by what it answers", "reinstated", "correction of the retracted", "talks accepted",
            "raised by source",
        ]
        #expect(wanted.filter { seen[$0] == nil } == [])
    }

    private func count(_ history: RandomHistory, in seen: inout [String: Int]) {
        func add(_ name: String) { seen[name, default: 0] += 1 }
        let log = history.events.enumerated().map {
            PlainEvent(position: $0.offset + 1, json: $0.element.object ?? JSONObject())
        }
        let record = PlainRecord(log: log, knownAt: nil)
        let fold = PlainFold(events: history.events)
        let last = history.days.upperBound

        for event in record.events {
            add("kind \(event.row.kind)")
            if event.kind.hasPrefix("x-") { add("own kind") }
            if event.isAct, record.place(of: event) > event.ownPlace { add("moved by what it answers") }
            if let target = event.target, event.kind == "correction", record.retracted.contains(target) {
                add("correction of the retracted")
            }
            for reference in event.isAct ? event.inResponseTo : [] {
                let isOpener = record.events.contains {
                    $0.id == reference && $0.isAct && PlainObligation(openedBy: $0) != nil
                }
                add(isOpener ? "reference to an opener" : "other reference")
            }
            if event.kind == "source-added", event.detail("standing") != nil { add("raised by source") }
        }
        let named = Set(log.filter { $0.kind == "retraction" }.compactMap(\.target))
        for id in named where !record.retracted.contains(id) { add("reinstated") }
        let places = record.places.values
        if Set(places).count < places.count { add("equal places") }

        for dispute in fold.disputes {
            count(PlainWalk(record, dispute, asOf: last), in: &seen)
        }
        for day in stride(from: history.days.lowerBound, through: last, by: 9) + [last + 160] {
            let statuses = fold.statuses(asOf: String(day), knownAt: nil)
            if statuses.count < fold.disputes.count { add("does not exist") }
            for status in statuses.values { count(status, in: &seen) }
        }
    }

    private func count(_ walk: PlainWalk, in seen: inout [String: Int]) {
        func add(_ name: String) { seen[name, default: 0] += 1 }
        for change in walk.changes {
            add("phase \(change.phase)")
            guard let cause = walk.steps.first(where: { $0.event.id == change.cause })?.event else {
                continue
            }
            if cause.row.phase == "reopen" { add("reopening") }
            if cause.row.phase == "accept-talks" { add("talks accepted") }
        }
        for obligation in walk.obligations {
            if !obligation.lapsedIn.isEmpty, obligation.state != "lapsed" { add("back from lapse") }
            for act in walk.record.events where obligation.actedOnBy.contains(act.id) {
                add("acted on")
                if act.dispute != walk.dispute { add("foreign reply") }
                if act.standing == "claimed" { add("claimed reply") }
                let assessed = walk.record.events.contains {
                    $0.kind == "reply-assessment" && $0.target == act.id
                }
                if assessed, act.dispute != walk.dispute { add("foreign assessment") }
            }
        }
        let lowest = walk.measures.values.max() ?? 0
        let ended = walk.steps.filter { $0.event.isAsserted && $0.event.row.temperature == "raise 4" }
        if ended.contains(where: { walk.measures[$0.event.id] == nil }) { add("measure ended") }
        if lowest > 0, walk.level == lowest, walk.peak > lowest { add("floor under cooling") }
        add("phase latent")
    }

    private func count(_ status: JSON, in seen: inout [String: Int]) {
        func add(_ name: String) { seen[name, default: 0] += 1 }
        let object = status.object
        if object?["assessedPhase"]?.string != nil { add("assessed") }
        if object?["dormant"] == true { add("dormant") }
        let temperature = object?["temperature"]?.object
        add("trend \(temperature?["trend"]?.string ?? "?")")
        add("level \(temperature?["level"]?.integer ?? -1)")
        for obligation in object?["obligations"]?.array ?? [] {
            add("state \(obligation.object?["state"]?.string ?? "?")")
            if let timeliness = obligation.object?["timeliness"]?.string { add("timely \(timeliness)") }
        }
    }
}
