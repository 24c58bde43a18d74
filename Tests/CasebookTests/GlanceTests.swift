import Answers
import CanonicalJSON
import DisputeModel
import Seeds
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

/// Lists read less than the status of one dispute does: no history, and of what is owed only what is pending now, where that was
/// so on the day.
@Suite(.endsInTime) struct GlanceTests {
    @Test(arguments: seeds(from: 1, 4, long: 60))
    func `a list says of each dispute what its own status says, on any day`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 150)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let casebook = log.casebook
        let (first, last) = (history.days.lowerBound, history.days.upperBound)
        for day in [first, (first + last) / 2, last - 20, last - 3, last, last + 400].map({ Day(number: $0) })
        {
            let moment = Moment(asOf: day)
            let comment: Comment = "seed \(seed), as of \(day)"
            let names = try casebook.statuses(at: moment).map(\.status.dispute)
            let whole = try names.map { try casebook.status(of: $0, at: moment).status }
            let list = try casebook.overview(at: moment)
            #expect(list.statuses.map(\.dispute) == names, comment)
            #expect(list.statuses.map(Self.standing) == whole.map(Self.standing), comment)
            #expect(list.statuses.map(Self.waiting) == whole.map(Self.waiting), comment)
            #expect(
                Set(try casebook.obligations(at: moment).items.map { Self.words($0.owed) })
                    == Set(whole.flatMap(Self.waiting)), comment)
        }
        withExtendedLifetime(log) {}
    }

    private static func standing(_ status: Status) -> String {
        "\(status.dispute) \(status.phase) \(status.phaseSince) \(status.phaseCause) \(status.level) \(status.trend)"
            + " \(status.isDormant) \(status.lastAct.map { "\($0)" } ?? "none")"
    }

    private static func waiting(_ status: Status) -> [String] {
        status.obligations.filter { $0.timeliness != nil || $0.state == .answered }.map(words)
    }

    private static func words(_ owed: Status.Owed) -> String { JSON.object(owed.json { "\($0)" }).canonical }
}
