import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import Seeds
import Testing
import TimeLimits

@testable import Oracle

/// What is filed event by event, each in a transaction of its own, late ones and corrections among them, must leave the
/// projections as a plain fold of the log would have them.
@Suite(.endsInTime) struct FilingHistoryTests {
    @Test(arguments: seeds(from: 101, 2, long: 60))
    func `after every filing the projections equal a plain fold`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 90)
        let log = try TemporaryLog()
        var position: [String: Int] = [:]
        for (index, draft) in history.drafts.enumerated() {
            let event = try #require(draft.event.object)
            let now = try #require(Instant(draft.recordedAt))
            let fields = Self.draft(event, position)
            let receipt = try log.casebook.file([fields], by: "desk", at: now)
            #expect(receipt.map(\.position) == [index + 1], "seed \(seed)")
            position[event["id"]?.string ?? ""] = index + 1
            if index % 7 == 6 {
                #expect(
                    try log.casebook.replay(isDryRun: true).differences == [],
                    "seed \(seed), after #\(index + 1)")
                // Another process comes to the log with nothing in its head.
                if index % 3 == 0 { try log.reopen() }
            }
        }
        let oracle = PlainFold(events: try log.texts().map { try JSON.parse($0) })
        for number in history.days where number % 4 == 0 {
            let day = Day(number: number)
            let expected = oracle.statuses(asOf: day.description, knownAt: nil)
            let answers = try log.casebook.statuses(at: Moment(asOf: day))
            #expect(
                answers.map(\.json.canonical) == expected.sorted { $0.key < $1.key }.map(\.value.canonical),
                "seed \(seed), as of \(day)")
        }
        #expect(try Verification(log.casebook).run().findings == [], "seed \(seed)")
    }

    @Test(arguments: seeds(from: 201, 1, long: 30))
    func `snapshots change no answer, whenever they are taken`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 150)
        let plain = try TemporaryLog(restoring: history.events.map(\.canonical))
        let log = try TemporaryLog(restoring: history.events.prefix(60).map(\.canonical))
        var position: [String: Int] = [:]
        for (index, draft) in history.drafts.enumerated() {
            let event = try #require(draft.event.object)
            position[event["id"]?.string ?? ""] = index + 1
            if index >= 60 {
                let now = try #require(Instant(draft.recordedAt))
                _ = try log.casebook.file([Self.draft(event, position)], by: "desk", at: now)
            }
            if index % 25 == 24, index >= 60 { _ = try log.casebook.takeSnapshots() }
        }
        #expect(try !log.casebook.snapshots().isEmpty)
        for known in history.drafts.map(\.recordedAt).enumerated().filter({ $0.offset % 13 == 5 }).map(
            \.element)
        {
            for number in history.days where number % 9 == 0 {
                let moment = Moment(asOf: Day(number: number), knownAt: Instant(known))
                let with = try log.casebook.statuses(at: moment).map(\.status.phase)
                #expect(try with == plain.casebook.statuses(at: moment).map(\.status.phase), "seed \(seed)")
            }
        }
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
        #expect(try Verification(log.casebook).run().findings == [])
    }

    /// An event of the history as a recorder would give it: without what recording adds, other events by position.
    static func draft(_ event: JSONObject, _ position: [String: Int]) -> JSONObject {
        func named(_ id: JSON) -> JSON { .string("#\(position[id.string ?? ""] ?? 0)") }
        var fields = event
        fields["id"] = nil
        fields["recordedAt"] = nil
        for key in ["inResponseTo", "about"] {
            if let list = fields[key]?.array { fields[key] = .array(list.map(named)) }
        }
        fields["target"] = fields["target"].map(named)
        if var details = fields["details"]?.object, var replaced = details["fields"]?.object {
            for key in ["inResponseTo", "about"] {
                if let list = replaced[key]?.array { replaced[key] = .array(list.map(named)) }
            }
            details["fields"] = .object(replaced)
            fields["details"] = .object(details)
        }
        return fields
    }
}
