import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import Testing
import TimeLimits

/// Section 1: what is refused at recording, with a sentence, and changes nothing.
@Suite(.endsInTime) struct RefusalTests {
    private static let now = Instant("2021-11-10T12:00:00.000Z") ?? Instant(milliseconds: 0)

    /// A log with the disputes `d`, `d/sub` and `other`; in `d` an act (#4), in `d/sub` an act (#5), in `other` one (#6),
    /// in `d` a reply (#7).
    private static func matcher() throws -> TemporaryLog {
        let log = try TemporaryLog()
        for dispute in ["d", "d/sub", "other"] { try log.file(opening(dispute)) }
        try log.file(
            #"{"kind":"request-for-explanation","dispute":"d","actors":["RUS"],"addressees":["UN"],"occurred":"2021-11-01"}"#
        )
        try log.file(
            #"{"kind":"demand","dispute":"d/sub","actors":["RUS"],"addressees":["UN"],"occurred":"2021-11-02"}"#
        )
        try log.file(
            #"{"kind":"demand","dispute":"other","actors":["RUS"],"addressees":["UN"],"occurred":"2021-11-02"}"#
        )
        try log.file(
            ##"{"kind":"reply","dispute":"d","actors":["UN"],"inResponseTo":["#4"],"occurred":"2021-11-03"}"##
        )
        return log
    }

    private static func opening(_ dispute: String) -> String {
        #"{"kind":"dispute-opened","dispute":"\#(dispute)","details":{"title":"T","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["UN","USA:X"]}]}}"#
    }

    private static func act(_ more: String, kind: String = "demand") -> String {
        #"{"kind":"\#(kind)","dispute":"d","actors":["RUS"]\#(more.isEmpty ? "" : ",")\#(more)}"#
    }

    private static func opened(_ details: String) -> String {
        #"{"kind":"dispute-opened","dispute":"new","details":{\#(details)}}"#
    }

    private static func about(_ kind: String, _ more: String, target: String = "#4") -> String {
        #"{"kind":"\#(kind)","dispute":"d","target":"\#(target)"\#(more.isEmpty ? "" : ",")\#(more)}"#
    }

    private static let refused: [String] = [
        act(#""summry":"x""#), act(#""summary":"""#), act(#""summary":null"#), act(#""tags":[]"#),
        act(#""details":{}"#), act(#""key":"a\u0000b""#),
        about("correction", #""details":{"details":{"fields":{"x":null}},"fields":{"summary":"x"}}"#),
        act(#""details":{"x":null}"#), act(#""details":{"x":{"y":[]}}"#), act("", kind: "demarch"),
        act("", kind: "x-mfa"),
        act("", kind: "x-mfa-chat"), act(#""details":{"like":"correction"}"#, kind: "x-mfa-chat"),
        act(#""details":{"like":"nothing"}"#, kind: "x-mfa-chat"), act(#""occurred":"2021-13""#),
        act(#""occurred":"10 Nov""#), act(#""occurred":"../..""#), act(#""occurred":"2021-11-12""#),
        act(#""occurred":"2021-11-11T02:01Z""#), act(#""standing":"certain""#), act(#""marking":"top""#),
        act(#""due":{"on":"2021-11-12","about":"2021-11-13"}"#), act(#""due":{"on":"2021-11-31"}"#),
        act(#""due":{"on":"2021-11-12","note":"x"}"#), act(#""due":"2021-11-12""#),
        act(#""expectsReply":"yes""#),
        act(#""addressees":["RUSS"]"#), act(#""addressees":["rus"]"#), act(#""addressees":["RUS:"]"#),
        act(#""addressees":"UN""#), act(##""inResponseTo":["#5x"]"##), act(##""inResponseTo":["#99"]"##),
        act(##""inResponseTo":["#6"]"##), act(##""about":["#6"]"##), act(#""quote":{"language":"en"}"#),
        act(#""quote":"x""#), act(#""speaker":{"nom":"x"}"#), act(#""sources":[{"published":"soon"}]"#),
        act(##""target":"#4""##), act(#""id":"018c0000-0000-7000-8000-000000000000""#),
        act(#""recordedAt":"2021-11-10T12:00:00.000Z""#), act("", kind: "agreement"),
        act("", kind: "mediation-ended"),
        act(#""details":{"scope":"some"}"#, kind: "agreement"), act("", kind: "deadline-extension"),
        act(#""details":{"force":"much"}"#, kind: "incident"),
        act(#""details":{"on":"costs"}"#, kind: "decision"),
        #"{"kind":"demand","dispute":"d"}"#, #"{"kind":"consultation","dispute":"d","addressees":["RUS"]}"#,
        #"{"kind":"demand","dispute":"nowhere","actors":["RUS"]}"#, #"{"kind":"demand","actors":["RUS"]}"#,
        #"{"dispute":"d","actors":["RUS"]}"#, #"{"kind":"demand","dispute":"D!","actors":["RUS"]}"#,
        opening("d"), opening("none/sub"), opening("New"), opened(""), opened(#""title":"T""#),
        opened(#""title":"T","sides":[{"name":"A","members":["RUS"]}]"#),
        opened(#""title":"T","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["RUS:MFA"]}]"#),
        opened(#""title":"T","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["RUS"]}]"#),
        opened(
            #""title":"T","since":"once","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["UN"]}]"#
        ),
        about("correction", ""), about("correction", #""details":{"fields":{"id":"x"}}"#),
        about("correction", #""details":{"fields":{"dispute":"other"}}"#),
        about("correction", #""details":{"fields":{"kind":"dispute-closed"}}"#),
        about("correction", #""details":{"fields":{"kind":null}}"#),
        about("correction", #""details":{"fields":{"actors":null}}"#),
        about("correction", #""details":{"fields":{"occurred":"2021-12-01"}}"#),
        about("correction", ##""details":{"fields":{"inResponseTo":["#7"]}}"##),
        about("correction", #""details":{"fields":{"nonsense":1}}"#),
        about("correction", #""details":{"fields":{"summary":"x"}}"#, target: "#1"),
        about("correction", #""details":{"fields":{"summary":"x"}}"#, target: "#5"),
        about("retraction", #""details":{"reason":"x"}"#, target: "#1"), about("retraction", ""),
        about("retraction", #""details":{"reason":"x"},"occurred":"2021-11-01""#),
        about("retraction", #""details":{"reason":"x"},"standing":"asserted""#),
        about("reply-assessment", #""details":{"satisfies":"full","reason":"x"}"#),
        about("reply-assessment", #""details":{"satisfies":"half","reason":"x"}"#, target: "#7"),
        about("reply-assessment", #""details":{"satisfies":"full"}"#, target: "#7"),
        about("source-added", ""),
        about("source-added", #""sources":[{"citation":"x"}],"details":{"standing":"claimed"}"#),
        about("source-added", #""sources":[{"citation":"x"}]"#, target: "#1"),
        about("marking-changed", #""details":{"marking":"odd"}"#),
        about("dispute-closed", #""details":{"reason":"settled"}"#),
        #"{"kind":"status-assessment","dispute":"d","details":{"reason":"x"}}"#,
        #"{"kind":"status-assessment","dispute":"d","details":{"phase":"talks","lift":true,"reason":"x"}}"#,
        #"{"kind":"status-assessment","dispute":"d","details":{"phase":"war","reason":"x"}}"#,
        #"{"kind":"status-assessment","dispute":"d","details":{"lift":false,"reason":"x"}}"#,
        #"{"kind":"dispute-closed","dispute":"d","details":{"reason":"boredom"}}"#,
        #"{"kind":"dispute-closed","dispute":"d","details":{"reason":"settled","effective":"2021-11-11"}}"#,
        #"{"kind":"dispute-closed","dispute":"d","details":{"reason":"settled","effective":"soon"}}"#,
        #"{"kind":"dispute-reopened","dispute":"d"}"#,
    ]

    @Test func `what section 1 forbids is refused with a sentence, and the log has not changed`() throws {
        let log = try Self.matcher()
        let before = try log.texts()
        for text in Self.refused {
            do {
                try log.file(text)
                Issue.record("was filed: \(text)")
            } catch let error as FilingError {
                #expect(error.problem.count > 10 && error.problem.hasSuffix("."), "\(text)")
            }
        }
        #expect(try log.texts() == before)
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test func `what section 1 allows at its edges is filed`() throws {
        let log = try Self.matcher()
        for text in [
            Self.act(#""occurred":"2021-11-11T02:00Z""#), Self.act(#""occurred":"2021-11-11""#),
            Self.act(#""occurred":"2031","standing":"hedged""#), Self.act(##""inResponseTo":["#5"]"##),
            Self.act(##""about":["#1"]"##), Self.act(#""addressees":["?","?:officials in Brussels"]"#),
            Self.act(#""details":{"like":"demand"}"#, kind: "x-mfa-harsh-word"),
            Self.about("correction", #""details":{"fields":{"summary":null}}"#),
            Self.about(
                "correction",
                #""details":{"fields":{"details":{"title":"U","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["UN"]}]}}}"#,
                target: "#1"),
            Self.about("marking-changed", #""details":{"marking":"secret"}"#, target: "#1"),
            Self.about("retraction", #""details":{"reason":"x"}"#),
            Self.about("retraction", #""details":{"reason":"again"}"#),
            Self.about("correction", #""details":{"fields":{"summary":"still"}}"#),
        ] {
            #expect(throws: Never.self, "\(text)") { try log.file(text) }
        }
    }

    @Test func `many are filed all or none`() throws {
        let log = try Self.matcher()
        let before = try log.texts()
        let drafts = [Self.act(""), Self.act(""), Self.act(#""occurred":"never""#)]
        #expect(throws: FilingError.self) {
            try log.casebook.file(
                try drafts.map { try #require(try JSON.parse($0).object) }, by: "desk", at: Self.now)
        }
        #expect(try log.texts() == before)
        #expect(try log.casebook.replay(isDryRun: true).differences == [])
        try log.file(Self.act(""))
        #expect(try log.texts().count == before.count + 1)
    }

    @Test func `a key makes a retry the same event, and another event an error`() throws {
        let log = try Self.matcher()
        let first = try log.file(Self.act(#""key":"k1","summary":"x""#))
        let again = try log.file(Self.act(#""key":"k1","summary":"x""#))
        #expect(again.position == first.position && again.id == first.id && again.isRepeated)
        #expect(
            throws:
                FilingError.keyTaken(
                    "k1", position: first.position, filed: #"{"summary":"x"}"#, given: #"{"summary":"y"}"#)
        ) {
            try log.file(Self.act(#""key":"k1","summary":"y""#))
        }
    }

    @Test func `a stale expectation is a conflict, of the family and not of the log`() throws {
        let log = try Self.matcher()
        let draft = try #require(try JSON.parse(Self.act("")).object)
        #expect(throws: LogError.stale(family: "d", expected: 4, found: 7)) {
            try log.casebook.file([draft], by: "desk", at: Self.now, expecting: 4)
        }
        #expect(try log.casebook.file([draft], by: "desk", at: Self.now, expecting: 7).count == 1)
    }

    @Test func `the record's time never goes back, whatever the clock does`() throws {
        let log = try Self.matcher()
        let draft = try #require(try JSON.parse(Self.act("")).object)
        let early = try #require(Instant("2021-11-09T12:00:00.000Z"))
        #expect(try log.casebook.file([draft], by: "desk", at: early)[0].recordedAt == Self.now)
    }
}

extension TemporaryLog {
    @discardableResult
    fileprivate func file(_ text: String) throws -> Casebook.Receipt {
        let now = Instant("2021-11-10T12:00:00.000Z") ?? Instant(milliseconds: 0)
        let draft = try #require(try JSON.parse(text).object, "\(text)")
        return try #require(try casebook.file([draft], by: "desk", at: now).first)
    }
}
