import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import SystemPackage
import Testing
import TimeLimits

@testable import Oracle

/// What `restore` takes passes `verify`; what would not is refused.
@Suite(.endsInTime) struct RestoreTests {
    private static let sides =
        #"[{"members":["RUS"],"name":"A"},{"members":["UN"],"name":"B"}]"#

    private static func line(_ number: Int, _ more: [(String, JSON)]) -> String {
        JSON.object(
            JSONObject(
                [
                    ("id", .string("017cdb60-b2c0-7002-8000-00000000000\(number)")), ("recordedBy", "x"),
                    ("recordedAt", "2021-11-01T12:00:00.000Z"),
                ] + more)
        ).canonical
    }

    private static func opening(_ number: Int, _ dispute: String) throws -> String {
        let details: JSON = ["title": "T", "sides": try JSON.parse(sides)]
        return line(
            number, [("kind", "dispute-opened"), ("dispute", .string(dispute)), ("details", details)])
    }

    private static func demand(_ number: Int, _ dispute: String, _ more: [(String, JSON)] = []) -> String {
        line(number, [("kind", "demand"), ("dispute", .string(dispute)), ("actors", ["RUS"])] + more)
    }

    @Test func `a dispute is opened once, by its first event, and a key is whole`() throws {
        for lines in [
            [try Self.opening(1, "d"), try Self.opening(2, "d")], [Self.demand(1, "d")],
            [try Self.opening(1, "d"), Self.demand(2, "d/e")],
            [Self.demand(1, "d"), try Self.opening(2, "d")],
            [try Self.opening(1, "d"), Self.demand(2, "d", [("key", "a\u{0}b")])],
        ] {
            #expect(throws: LogError.self) { try TemporaryLog(restoring: lines) }
        }
    }

    @Test func `a party is known from its registration on, whatever else is wrong with that`() throws {
        let registration =
            #"{"details":{"code":"QB","name":"Qb"},"id":"017cdb60-b2c0-7002-8000-000000000002","kind":"party-registered","recordedAt":"2021-11-01T12:00:00.000Z"}"#
        let act = Self.line(3, [("kind", "statement"), ("dispute", "d"), ("actors", ["QB"])])
        let correction = Self.line(
            4,
            [
                ("kind", "correction"), ("dispute", "d"), ("target", "017cdb60-b2c0-7002-8000-000000000003"),
                ("details", try JSON.parse(#"{"fields":{"summary":"x"}}"#)),
            ])
        var rest = [try Self.opening(1, "d"), registration, act, correction][...]
        let log = try TemporaryLog()
        let restored = try Casebook.restore(
            to: FilePath(log.folder + "/as-is.db"), settings: [:], isAsIs: true, lines: { rest.popFirst() })
        #expect(restored.remarks.map(\.line) == [2])
    }

    @Test func `an act without a dispute, and an event that nobody recorded, are taken only as they are`()
        throws
    {
        var unsigned = try #require(try JSON.parse(Self.demand(2, "d")).object)
        unsigned["recordedBy"] = nil
        for line in [
            Self.line(2, [("kind", "reply"), ("actors", ["RUS"])]),
            Self.line(2, [("kind", "dispute-closed"), ("details", ["reason": "other"])]),
            JSON.object(unsigned).canonical,
        ] {
            let lines = [try Self.opening(1, "d"), line]
            let folder = try TemporaryLog(restoring: lines).path + ".strict"
            var rest = lines[...]
            #expect(throws: LogError.self, "\(line)") {
                try Casebook.restore(to: FilePath(folder), settings: [:], lines: { rest.popFirst() })
            }
        }
    }

    @Test func `kinds of a later version are taken, of disputes and of the log itself`() throws {
        let lines = [
            try Self.opening(1, "d"),
            Self.line(2, [("kind", "new-kind"), ("dispute", "d"), ("details", ["a": 1])]),
            Self.line(3, [("kind", "party-registered"), ("details", ["code": "ZZZ", "name": "Z"])]),
            Self.line(
                4, [("kind", "party-forgotten"), ("target", "017cdb60-b2c0-7002-8000-000000000003")]),
        ]
        let log = try TemporaryLog(restoring: lines)
        #expect(try log.texts() == lines)
        #expect(try Verification(log.casebook).run().findings == [])
    }

    @Test(arguments: Vocabulary.kinds.filter(\.isRecord).map(\.name))
    func `an act of somebody's own kind that claims to be like a record kind does nothing`(kind: String)
        throws
    {
        func answers(like: String) throws -> [String] {
            let lines = [
                try Self.opening(1, "d"), Self.demand(2, "d"),
                Self.line(
                    3,
                    [
                        ("kind", "x-org-own"), ("dispute", "d"), ("actors", ["AUT"]),
                        ("details", ["like": .string(like), "fields": ["kind": "note"], "on": "accepted"]),
                        ("target", "017cdb60-b2c0-7002-8000-000000000002"),
                    ]),
            ]
            let log = try TemporaryLog(restoring: lines)
            defer { withExtendedLifetime(log) {} }
            let moment = Moment(asOf: try #require(Day("2021-12-01")))
            let statuses = try log.casebook.statuses(at: moment).map(\.json.canonical)
            let oracle = PlainFold(events: try lines.map { try JSON.parse($0) })
            let expected = oracle.statuses(asOf: moment.asOf.description, knownAt: nil)
            #expect(statuses == expected.values.map(\.canonical))
            return try statuses
                + log.casebook.timeline(of: "d", at: moment).items.map(\.event.text)
        }
        let said = try answers(like: kind).map {
            $0.replacing("\"like\":\"\(kind)\"", with: "\"like\":\"?\"")
        }
        #expect(try said == answers(like: "?"))
    }

    @Test func `a correction from elsewhere moves no event to another dispute`() throws {
        let fields: JSON = ["dispute": "d/e", "recordedAt": "2001-01-01T00:00:00.000Z"]
        let log = try TemporaryLog(restoring: [
            try Self.opening(1, "d"), try Self.opening(2, "d/e"), Self.demand(3, "d"),
            Self.line(
                4,
                [
                    ("kind", "correction"), ("dispute", "d"), ("details", ["fields": fields]),
                    ("target", "017cdb60-b2c0-7002-8000-000000000003"),
                ]),
        ])
        let answers = try log.casebook.statuses(at: Moment(asOf: try #require(Day("2021-12-01"))))
        #expect(answers.map(\.status.phase) == [.raised, .latent])
    }
}
