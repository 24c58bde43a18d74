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

/// Many events in one transaction, openings, late acts and corrections among them, with snapshots, replays and another
/// process coming to the log in between: the projections must be what a plain fold gives after every transaction.
@Suite(.endsInTime) struct BatchHistoryTests {
    @Test(arguments: seeds(from: 301, 2, long: 60))
    func `after every batch the projections equal a plain fold`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 80 + Int(seed % 5) * 30)
        var dice = SplitMix64(seed: seed &* 7919)
        let log = try TemporaryLog()
        var position: [String: Int] = [:]
        var index = 0
        while index < history.drafts.count {
            let batch = history.drafts[index...].prefix(dice.within(1...20))
            let now = try #require(batch.last.flatMap { Instant($0.recordedAt) })
            let fields = try batch.enumerated().map { offset, draft in
                let event = try #require(draft.event.object)
                position[event["id"]?.string ?? ""] = index + offset + 1
                return FilingHistoryTests.draft(event, position)
            }
            _ = try log.casebook.file(fields, by: "desk", at: now)
            index += batch.count
            try upset(log, &dice)
            let differences = try log.casebook.replay(isDryRun: true).differences
            #expect(differences == [], "seed \(seed), after #\(index)")
        }
        try compare(log, history.days)
        #expect(try Verification(log.casebook).run().findings == [], "seed \(seed)")
    }

    private func upset(_ log: TemporaryLog, _ dice: inout SplitMix64) throws {
        if dice.chance(20) { _ = try log.casebook.takeSnapshots() }
        if dice.chance(20) { try log.reopen() }
        if dice.chance(10) { #expect(try log.casebook.replay().differences == []) }
        if dice.chance(5) { _ = try log.casebook.dropSnapshots() }
    }

    private func compare(_ log: TemporaryLog, _ days: ClosedRange<Int>) throws {
        let oracle = PlainFold(events: try log.texts().map { try JSON.parse($0) })
        for number in days where number % 7 == 0 {
            let day = Day(number: number)
            let expected = oracle.statuses(asOf: day.description, knownAt: nil)
            let answers = try log.casebook.statuses(at: Moment(asOf: day))
            #expect(
                answers.map(\.json.canonical) == expected.sorted { $0.key < $1.key }.map(\.value.canonical))
        }
    }
}
