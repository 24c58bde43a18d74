import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import Seeds
import Testing
import TimeLimits

@testable import Oracle

/// A brief up to a marking stands where a plain fold has it that has never heard of what is left out.
@Suite(.endsInTime) struct BriefingHistoryTests {
    @Test(arguments: seeds(from: 301, 2, long: 40))
    func `what is drawn up to a marking is a fold of what an export shows`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 80)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let casebook = log.casebook
        let ids = history.events.map { $0.object?["id"]?.string ?? "" }
        for marking in Marking.allCases {
            let oracle = PlainFold(events: try Self.shown(casebook, marking))
            for number in history.days where number % 31 == 0 {
                let day = Day(number: number)
                for dispute in try casebook.disputes() {
                    let expected = oracle.status(of: dispute, asOf: day.description, knownAt: nil)
                    let found = try casebook.withRedaction(
                        upTo: marking, knownAt: nil,
                        { try Self.briefing($0, dispute, day)?.status.json(knownAt: nil, id: EventNames.id) },
                        leftOut: { _ in })
                    #expect(
                        found?.canonical == expected?.canonical,
                        "seed \(seed), \(dispute) up to \(marking), as of \(day)")
                    guard marking == .secret else { continue }
                    let whole = try Self.briefing(casebook, dispute, day)?.status
                    #expect(whole?.json(knownAt: nil) { ids[$0 - 1] }.canonical == found?.canonical)
                }
            }
        }
    }

    /// The events as known that an export gives, without what has been applied to them.
    private static func shown(_ casebook: Casebook, _ marking: Marking) throws -> [JSON] {
        let applied: Set = ["correction", "retraction", "source-added", "marking-changed"]
        var shown: [JSON] = []
        try casebook.withRedaction(
            upTo: marking, knownAt: nil,
            { redacted in
                try redacted.source { source in
                    try source.forEachEvent { known in
                        if !known.isRetracted, !applied.contains(known.event.kindName) {
                            shown.append(.object(known.event.fields))
                        }
                    }
                }
            }, leftOut: { _ in })
        return shown
    }

    /// nil where the dispute does not exist, or not for this reader.
    private static func briefing(
        _ casebook: Casebook, _ dispute: String, _ day: Day
    ) throws -> Briefing? {
        do {
            return try casebook.briefing(
                on: dispute, at: Moment(asOf: day), since: (day - 30).end)
        } catch is QueryError {
            return nil
        }
    }
}
