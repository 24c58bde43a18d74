import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import Testing
import TimeLimits

/// An event is checked against all that was filed before it, also in its own transaction.
@Suite(.endsInTime) struct OneTransactionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let drafts: [String]
        /// Nothing where the last can be filed.
        let refusal: String?

        var testDescription: String { name }
    }

    /// In `d`: #2 hedged, for the summer after; #3 hedged, for the day before; #4 a demand; #5 its answer, and #6 a correction of it.
    private static let before = [
        #"{"kind":"dispute-opened","dispute":"d","details":{"title":"T","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["UN"]}]}}"#,
        #"{"kind":"consultation","dispute":"d","actors":["RUS","UN"],"standing":"hedged","occurred":"2022-07-01"}"#,
        #"{"kind":"consultation","dispute":"d","actors":["RUS","UN"],"standing":"hedged","occurred":"2021-11-09"}"#,
        #"{"kind":"demand","dispute":"d","actors":["RUS"],"addressees":["UN"],"occurred":"2021-11-01"}"#,
        ##"{"kind":"reply","dispute":"d","actors":["UN"],"inResponseTo":["#4"],"occurred":"2021-11-03"}"##,
        ##"{"kind":"correction","dispute":"d","target":"#5","details":{"fields":{"kind":"statement"}}}"##,
    ]

    private static func reply(to number: Int) -> String {
        ##"{"kind":"statement","dispute":"d","actors":["UN"],"inResponseTo":["#\##(number)"]}"##
    }

    private static func retraction(of number: Int) -> String {
        ##"{"kind":"retraction","dispute":"d","target":"#\##(number)","details":{"reason":"wrong"}}"##
    }

    private static func correction(of number: Int, _ fields: String) -> String {
        ##"{"kind":"correction","dispute":"d","target":"#\##(number)","details":{"fields":{\##(fields)}}}"##
    }

    private static func assessment(of number: Int) -> String {
        ##"{"kind":"reply-assessment","dispute":"d","target":"#\##(number)","details":{"satisfies":"full","reason":"read"}}"##
    }

    private static let later = #""occurred":"2022-08-01""#
    private static let earlier = #""occurred":"2021-10-01""#

    static let cases: [Case] = [
        Case(name: "a reply to what is yet to come", drafts: [reply(to: 2)], refusal: "2022-07-01"),
        Case(
            name: "a reply to what was to come, and is retracted", drafts: [retraction(of: 2), reply(to: 2)],
            refusal: nil),
        Case(
            name: "a reply to what came after all", drafts: [correction(of: 2, earlier), reply(to: 2)],
            refusal: nil),
        Case(
            name: "a reply to what is put off", drafts: [correction(of: 3, later), reply(to: 3)],
            refusal: "2022-08-01"),
        Case(
            name: "a reply to a reply to what is put off",
            drafts: [reply(to: 3), correction(of: 3, later), reply(to: 7)], refusal: "2022-08-01"),
        Case(
            name: "a reply to what is put off no more",
            drafts: [correction(of: 3, later), retraction(of: 7), reply(to: 3)], refusal: nil),
        Case(
            name: "a reply to what is put off once more",
            drafts: [correction(of: 3, later), retraction(of: 7), retraction(of: 8), reply(to: 3)],
            refusal: "2022-08-01"),
        Case(
            name: "a reply to what is to come, retracted and put back",
            drafts: [retraction(of: 2), retraction(of: 7), reply(to: 2)], refusal: "2022-07-01"),
        Case(
            name: "a reply to a reply to what now answers what is to come",
            drafts: [correction(of: 4, ##""inResponseTo":["#2"],"standing":"hedged""##), reply(to: 5)],
            refusal: "2022-07-01"),
        Case(name: "a judgement of what is no reply", drafts: [assessment(of: 5)], refusal: "statement"),
        Case(
            name: "a judgement of what is a reply again", drafts: [retraction(of: 6), assessment(of: 5)],
            refusal: nil),
        Case(
            name: "a judgement of what became a reply",
            drafts: [
                correction(of: 5, #""kind":"refusal""#), correction(of: 5, #""kind":"reply""#),
                assessment(of: 5),
            ],
            refusal: nil),
        Case(
            name: "a correction that only fits the event as it was corrected",
            drafts: [
                correction(of: 4, #""kind":"agreement","details":{"scope":"partial"}"#),
                correction(of: 4, #""details":null"#),
            ], refusal: "scope"),
        Case(
            name: "a correction that fits now that the other is retracted",
            drafts: [
                correction(of: 4, #""kind":"agreement","details":{"scope":"partial"}"#), retraction(of: 7),
                correction(of: 4, #""summary":"x""#),
            ], refusal: nil),
    ]

    @Test(arguments: cases)
    func `in one transaction as in one each`(_ each: Case) throws {
        for isTogether in [true, false] {
            let log = try TemporaryLog()
            _ = try log.file(Self.before)
            let refusal = try log.refusal(of: each.drafts, isTogether: isTogether)
            if let expected = each.refusal {
                #expect(refusal?.contains(expected) == true, "\(refusal ?? "filed"), together: \(isTogether)")
            } else {
                #expect(refusal == nil, "together: \(isTogether)")
            }
            #expect(try log.casebook.replay(isDryRun: true).differences == [])
        }
    }
}

extension TemporaryLog {
    private static let now = Instant("2021-11-10T12:00:00.000Z") ?? Instant(milliseconds: 0)

    fileprivate func file(_ drafts: [String]) throws -> [Casebook.Receipt] {
        let drafts = try drafts.map { try JSON.parse($0).object ?? JSONObject() }
        return try casebook.file(drafts, by: "desk", at: Self.now)
    }

    /// What is wrong with the last of these drafts; nil where all were filed.
    fileprivate func refusal(of drafts: [String], isTogether: Bool) throws -> String? {
        if !isTogether { _ = try drafts.dropLast().map { try file([$0]) } }
        do {
            _ = try file(isTogether ? drafts : Array(drafts.suffix(1)))
            return nil
        } catch let error as FilingError {
            return error.problem
        }
    }
}
