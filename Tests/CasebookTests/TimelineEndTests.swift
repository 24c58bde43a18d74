import Answers
import CanonicalJSON
import DisputeModel
import Seeds
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

@Suite(.endsInTime) struct TimelineEndTests {
    @Test(arguments: seeds(from: 1, 2, long: 60))
    func `the last acts are those at the end of the whole timeline`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 120)
        let days = history.days
        let middle = (days.lowerBound + days.upperBound) / 2
        try compare(history, seed, on: [days.upperBound, days.lowerBound, middle])
    }

    @Test func `so they are where the course has several runs`() throws {
        let history = RandomHistory(seed: 99, events: 1_200)
        try compare(history, 99, on: [history.days.upperBound])
    }

    @Test func `so they are where a closing moves nothing, as in a log that was restored as it was`() throws {
        let history = RandomHistory(seed: 3, events: 300)
        var closings = 0
        let events = history.events.map { event in
            guard var fields = event.object, fields["kind"] == "dispute-closed" else { return event }
            closings += 1
            fields["standing"] = "alleged"
            return JSON.object(fields)
        }
        #expect(closings > 0)
        try compare(history, 3, on: [history.days.upperBound], events)
    }

    private func compare(
        _ history: RandomHistory, _ seed: UInt64, on days: [Int], _ events: [JSON]? = nil
    ) throws {
        let log = try TemporaryLog(restoring: (events ?? history.events).map(\.canonical))
        let casebook = log.casebook
        defer { withExtendedLifetime(log) {} }
        for day in days.map({ Day(number: $0) }) {
            let moment = Moment(asOf: day)
            for dispute in try casebook.statuses(at: moment).map(\.status.dispute) {
                let whole = try casebook.timeline(of: dispute, at: moment)
                let lines = whole.items.filter(\.hasLine)
                let lineWords = lines.map(words)
                let page = try casebook.overview(of: [dispute], at: moment)
                let pageObligations = page.obligations.items.map { $0.owed.json { "\($0)" } }
                for limit in Set([0, 1, 3, 10, lines.count, lines.count + 5]) {
                    let (end, overview) = try #require(
                        try casebook.timelineEnd(of: dispute, at: moment) { min($0, limit) })
                    let place: Comment = "seed \(seed), the last \(limit) of \(dispute) as of \(day)"
                    #expect(end.items.map(words) == Array(lineWords.suffix(limit)), place)
                    #expect(end.earlier + end.items.count == lines.count, place)
                    for recordEvent in end.items.flatMap(\.recordEvents) {
                        #expect(
                            end.recordEvents[recordEvent]?.json == whole.recordEvents[recordEvent]?.json,
                            place)
                    }
                    let shown = Set(end.items.map(\.position))
                    func owed(_ status: Status) -> [Status.Owed] {
                        status.obligations.filter {
                            $0.timeliness != nil || $0.state == .answered
                                || shown.contains($0.obligation.opener)
                        }
                    }
                    #expect(owed(end.status).map(\.obligation) == owed(whole.status).map(\.obligation), place)
                    #expect(
                        overview.obligations.items.map { $0.owed.json { "\($0)" } } == pageObligations, place)
                    #expect(overview.obligations.dates == page.obligations.dates, place)
                    for cause in [end.status.phaseCause, end.status.peakCause].compactMap(\.self) {
                        #expect(overview.mentions[cause]?.json == page.mentions[cause]?.json, place)
                    }
                }
            }
        }
    }

    private func words(_ item: Timeline.Item) -> String {
        """
        \(item.position) \(item.event.text) \(item.recorded?.text ?? "") \(item.place) \(String(describing: item.phaseAfter)) \
        \(item.levelBefore) \(String(describing: item.levelAfter)) \(item.isRetracted) \(item.isCorrected) \
        \(item.replies) \(item.about) \(item.recordEvents)
        """
    }

    @Test
    func `what is asked as it was known, or where there is no such dispute, is not answered from the rows`()
        throws
    {
        let history = RandomHistory(seed: 5, events: 40)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let casebook = log.casebook
        defer { withExtendedLifetime(log) {} }
        let (day, known) = (Day(number: history.days.upperBound), Instant("2999-01-01T00:00:00.000Z"))
        let dispute = try #require(try casebook.statuses(at: Moment(asOf: day)).first).status.dispute
        #expect(
            try casebook.timelineEnd(of: dispute, at: Moment(asOf: day, knownAt: known)) { $0 }?.0.earlier
                == nil)
        #expect(try casebook.timelineEnd(of: "no-such", at: Moment(asOf: day)) { $0 }?.0.earlier == nil)
    }
}
