import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Testing
import TimeLimits

/// An act that is filed after others which happened later.
@Suite(.endsInTime) struct LateActTests {
    private static let sides: JSON = [
        ["name": "A", "members": ["RUS"]], ["name": "B", "members": ["UN"]],
    ]
    private let now = Instant("2021-12-01T12:00:00.000Z") ?? Instant(milliseconds: 0)

    private func file(
        _ kind: String, _ more: [String: JSON] = [:], on date: String? = nil, by actor: String = "RUS",
        re number: Int? = nil, in log: TemporaryLog
    ) throws {
        var draft = JSONObject([("kind", .string(kind)), ("dispute", "d")])
        if Vocabulary.kind(kind)?.isRecord == false {
            draft["actors"] = [.string(actor)]
            draft["addressees"] = [actor == "RUS" ? "UN" : "RUS"]
        }
        draft["occurred"] = date.map(JSON.string)
        draft["inResponseTo"] = number.map { [.integer($0)] }
        for (key, value) in more { draft[key] = value }
        _ = try log.casebook.file([draft], by: "desk", at: now)
    }

    private func opened() throws -> TemporaryLog {
        let log = try TemporaryLog()
        try file("dispute-opened", ["details": ["title": "Gift", "sides": Self.sides]], in: log)
        return log
    }

    private func rowsWritten(in log: TemporaryLog, _ work: () throws -> Void) throws -> Int {
        let before = try log.casebook.store.read { $0.totalChangesCount }
        try work()
        return try log.casebook.store.read { $0.totalChangesCount } - before
    }

    private static let course: [(kind: String, more: [String: JSON])] = [
        ("statement", [:]), ("protest", [:]), ("demand", ["expectsReply": true]),
    ]

    /// 900 acts in November, and one that happened before nearly all of them.
    @Test(arguments: ["statement", "criticism", "request-for-explanation", "offer-of-good-offices"])
    func `what comes after a late act is folded anew until nothing differs, and no further`(
        kind: String
    ) throws {
        let log = try opened()
        let drafts = (0..<900).map { number in
            var draft = JSONObject([
                ("kind", .string(Self.course[number % 3].kind)), ("dispute", "d"),
                ("actors", .array(["RUS"])), ("addressees", .array(["UN"])),
                ("occurred", .string("2021-11-\(10 + number / 45)")),
            ])
            for (key, value) in Self.course[number % 3].more { draft[key] = value }
            return draft
        }
        _ = try log.casebook.file(drafts, by: "desk", at: now)
        let written = try rowsWritten(in: log) { try file(kind, on: "2021-11-11", in: log) }
        #expect(written < 20)
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
    }

    @Test func `a correction of words alone writes no more than what is corrected`() throws {
        let log = try opened()
        for number in 0..<50 { try file("protest", on: "2021-11-1\(number / 10)", in: log) }
        let written = try rowsWritten(in: log) {
            try file("correction", ["target": 5, "details": ["fields": ["summary": "Not so"]]], in: log)
        }
        #expect(written < 10)
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
    }

    /// What came later dealt with nothing then, and would now.
    @Test func `a late request lapses at the end that came after it`() throws {
        let log = try opened()
        try file("protest", on: "2021-11-01", in: log)
        try file("statement", on: "2021-11-10", in: log)
        try file("settlement-confirmed", on: "2021-11-20", in: log)
        try file("request-for-explanation", on: "2021-11-05", in: log)
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
        #expect(try obligation(in: log) == .lapsed)
        try file("dispute-reopened", ["details": ["reason": "It is not"]], in: log)
        #expect(try obligation(in: log) == .open)
    }

    @Test func `a late answer is judged by an assessment that found a refusal before`() throws {
        let log = try opened()
        try file("request-for-explanation", on: "2021-11-01", in: log)
        try file("reply", on: "2021-11-04", by: "UN", re: 2, in: log)
        try file("refusal", on: "2021-11-10", by: "UN", re: 2, in: log)
        try file("statement", on: "2021-11-20", by: "UN", in: log)
        try file(
            "reply-assessment", ["target": 3, "details": ["satisfies": "full", "reason": "All is said"]],
            in: log)
        #expect(try obligation(in: log) == .refused)
        try file("reply", on: "2021-11-15", by: "UN", re: 2, in: log)
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
        #expect(try obligation(in: log) == .fulfilled)
    }

    @Test func `a late answer takes the place of none that came before or after`() throws {
        let log = try opened()
        try file("request-for-explanation", on: "2021-11-01", in: log)
        try file("statement", on: "2021-11-12", by: "UN", in: log)
        try file("refusal", on: "2021-11-20", by: "UN", re: 2, in: log)
        try file("reply", on: "2021-11-10", by: "UN", re: 2, in: log)
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
        #expect(try obligation(in: log) == .refused)
    }

    private func obligation(in log: TemporaryLog) throws -> Obligation.State? {
        let day = try #require(Day("2021-12-01"))
        return try log.casebook.statuses(at: Moment(asOf: day)).first?.status.obligations.first?.state
    }

    @Test func `an act that names an event twice does what it does once`() throws {
        let log = try opened()
        try file("sanction", on: "2021-11-10", in: log)
        try file("request-for-explanation", on: "2021-11-11", by: "UN", in: log)
        try file("sanction-relief", ["inResponseTo": [2, 2]], on: "2021-11-12", in: log)
        try file("reply", ["inResponseTo": [3, 3]], on: "2021-11-13", in: log)
        #expect(try Verification(log.casebook).run().findings == [])
        let status = try log.casebook.status(
            of: "d", at: Moment(asOf: try #require(Day("2021-11-30")))
        ).status
        #expect(status.obligations.first?.obligation.changes.map(\.cause) == [5])
        #expect(try log.casebook.why("d", at: Moment(asOf: status.asOf)).causes.measures.isEmpty)
    }

    /// Of two that lift one measure the earlier does it, whichever was filed first.
    @Test func `a relief that happened before another takes its place`() throws {
        let log = try opened()
        try file("sanction", on: "2021-11-10", in: log)
        try file("sanction-relief", on: "2021-11-20", re: 2, in: log)
        try file("sanction-relief", on: "2021-11-15", re: 2, in: log)
        #expect(try Verification(log.casebook).run().findings == [])
        let moment = Moment(asOf: try #require(Day("2021-11-17")))
        #expect(try log.casebook.why("d", at: moment).causes.measures.isEmpty)
    }
}
