import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import SQLite
@testable import Projections
import Seeds
import Testing
import TimeLimits

@testable import Oracle

/// The first promise of all: the projections are what a plain fold of the log would give, whatever happened.
@Suite(.endsInTime) struct ProjectionTests {
    @Test(arguments: seeds(from: 1, 5, long: 150))
    func `live projections equal a plain fold from zero`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 60 + Int(seed % 30) * 5)
        let oracle = PlainFold(events: history.events)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        for number in history.days where number % 3 == Int(seed % 3) {
            let day = Day(number: number).description
            let expected = oracle.statuses(asOf: day, knownAt: nil)
            let answers = try log.casebook.statuses(at: Moment(asOf: #require(Day(day))))
            #expect(answers.map(\.status.dispute) == expected.keys.sorted(), "seed \(seed), as of \(day)")
            for answer in answers {
                #expect(
                    answer.json.canonical == expected[answer.status.dispute]?.canonical,
                    "seed \(seed), as of \(day)")
            }
        }
    }

    @Test(arguments: seeds(from: 1, 2, long: 60))
    func `what was known on an earlier day is what a plain fold of the log up to then gives`(seed: UInt64)
        throws
    {
        let history = RandomHistory(seed: seed, events: 100)
        let oracle = PlainFold(events: history.events)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        for known in history.drafts.map(\.recordedAt).enumerated().filter({ $0.offset % 17 == 0 }).map(
            \.element)
        {
            for day in history.days.filter({ $0 % 11 == 0 }).map({ Day(number: $0).description }) {
                let moment = Moment(asOf: try #require(Day(day)), knownAt: Instant(known))
                let expected = oracle.statuses(asOf: day, knownAt: known)
                let answers = try log.casebook.statuses(at: moment)
                #expect(
                    answers.map(\.json.canonical)
                        == expected.sorted { $0.key < $1.key }.map(\.value.canonical))
            }
        }
    }

    @Test(arguments: ProjectionSchema(generation: 1).tables + ["projection"])
    func `a table that was dropped by hand is drawn again`(table: String) throws {
        let history = RandomHistory(seed: 7, events: 40)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let moment = Moment(asOf: try #require(history.days.last.map { Day(number: $0) }))
        let before = try log.casebook.statuses(at: moment).map(\.json.canonical)
        try log.casebook.store.write { try $0.execute("DROP TABLE \(table)") }
        try log.reopen()
        #expect(try log.casebook.statuses(at: moment).map(\.json.canonical) == before)
        _ = try log.casebook.replay()
        #expect(try log.casebook.statuses(at: moment).map(\.json.canonical) == before)
        #expect(try Verification(log.casebook).run().findings.isEmpty)
    }
}
