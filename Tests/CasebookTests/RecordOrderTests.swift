import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import Testing
import TimeLimits

/// Record order (section 1) where it is not the order of the log: a correction that came from another log, recorded
/// there before another correction was recorded here.
@Suite(.endsInTime) struct RecordOrderTests {
    private static func id(_ number: Int) -> String {
        EventID(milliseconds: 1_636_500_000_000 + number, random: (0, 0)).description
    }

    private static func line(_ number: Int, _ kind: String, on day: Int, _ more: [(String, JSON)]) -> String {
        JSON.object(
            JSONObject(
                [
                    ("id", .string(id(number))), ("kind", .string(kind)), ("dispute", "d"),
                    ("recordedAt", .string("2021-11-\(day)T10:00:00.000Z")), ("recordedBy", "desk"),
                ] + more)
        ).canonical
    }

    private static func correction(_ number: Int, on day: Int, to summary: String, _ more: [(String, JSON)])
        -> String
    {
        line(
            number, "correction", on: day,
            [("target", .string(id(2))), ("details", ["fields": ["summary": .string(summary)]])] + more)
    }

    private static let sides: JSON = [
        ["name": "A", "members": ["RUS"]], ["name": "B", "members": ["UN"]],
    ]
    private static let origin: JSON = [
        "id": .string(id(9)), "recordedAt": "2021-11-11T10:00:00.000Z", "recordedBy": "other desk",
    ]

    private let log: TemporaryLog

    init() throws {
        log = try TemporaryLog(restoring: [
            Self.line(1, "dispute-opened", on: 10, [("details", ["title": "D", "sides": Self.sides])]),
            Self.line(2, "statement", on: 10, [("actors", ["RUS"]), ("summary", "first")]),
            Self.correction(3, on: 12, to: "later", []),
            Self.correction(4, on: 13, to: "earlier", [("origin", Self.origin)]),
        ])
    }

    @Test(arguments: [nil, Instant("2021-11-14T00:00:00.000Z")])
    func `record events are shown in record order, from projections and folded`(knownAt: Instant?) throws {
        let asOf = try #require(Day("2021-11-14"))
        let detail = try log.casebook.eventDetail(of: "2", at: Moment(asOf: asOf, knownAt: knownAt))
        #expect(detail.found.event.summary == "later")
        #expect(detail.found.recordEvents == [4, 3])
        #expect(detail.recordEvents.map(\.before.summary) == ["first", "earlier"])
        #expect(detail.recordEvents.map(\.after.summary) == ["earlier", "later"])
    }

    @Test func `what a correction from elsewhere changed is compared in record order`() throws {
        let (from, to) = (try #require(Day("2021-11-12")), try #require(Day("2021-11-13")))
        let difference = try log.casebook.difference(in: "d", from: from, to: to, asOf: to)
        let amendment = try #require(difference.amendments[4])
        #expect(amendment.before.summary == "later")
        #expect(amendment.after.summary == "later")
    }
}
