@testable import Projections
import Testing
import TimeLimits

@testable import DisputeModel

/// Whatever the fold reads of the vocabulary is in the fingerprint of the rules: projections that were made with another
/// vocabulary are made anew.
@Suite(.endsInTime) struct FingerprintTests {
    private static let row: (name: String, effects: KindEffects, detail: String?) = (
        "protest",
        KindEffects(
            acts: .side, phase: .raise, temperature: .raise(2), reply: .opens, recordKind: nil,
            isMeasure: false, isRelief: false, dependsOnCondition: false), nil
    )

    /// Each property of a kind's effects, changed to whatever else it may be.
    private static var changes: [String: [(inout KindEffects) -> Void]] {
        [
            "acts": [{ $0.acts = .twoSides }, { $0.acts = .any }, { $0.acts = .recorder }],
            "phase": [{ $0.phase = nil }]
                + PhaseEffect.allCases.dropFirst().map { effect in { $0.phase = effect } },
            "temperature": [
                { $0.temperature = nil }, { $0.temperature = .raise(3) }, { $0.temperature = .cool(2) },
                { $0.temperature = .raiseByForce },
            ],
            "reply": [{ $0.reply = nil }]
                + ReplyEffect.allCases.dropFirst().map { effect in { $0.reply = effect } },
            "recordKind": RecordKind.allCases.map { kind in { $0.recordKind = kind } },
            "isMeasure": [{ $0.isMeasure = true }],
            "isRelief": [{ $0.isRelief = true }],
            "dependsOnCondition": [{ $0.dependsOnCondition = true }],
        ]
    }

    @Test func `each property of a kind that the fold reads gives another fingerprint`() {
        let properties = Mirror(reflecting: Self.row.effects).children.compactMap(\.label)
        #expect(Set(properties) == Set(Self.changes.keys), "a property that this test does not change")
        var seen: Set = [Rules.fingerprint(of: [Self.row])]
        for (property, changes) in Self.changes {
            for change in changes {
                var row = Self.row
                change(&row.effects)
                #expect(seen.insert(Rules.fingerprint(of: [row])).inserted, "\(property): \(row.effects)")
            }
        }
    }

    @Test func `a kind's name, its detail and the order of the rows are in the fingerprint`() {
        let (name, effects, _) = Self.row
        let other = (
            name: "statement",
            effects: KindEffects.init(
                acts: .any, phase: nil, temperature: nil, reply: nil, recordKind: nil,
                isMeasure: false,
                isRelief: false, dependsOnCondition: false), detail: String?.none
        )
        let prints = [
            Rules.fingerprint(of: [Self.row]), Rules.fingerprint(of: [(name + "s", effects, nil)]),
            Rules.fingerprint(of: [(name, effects, "scope")]), Rules.fingerprint(of: [Self.row, other]),
            Rules.fingerprint(of: [other, Self.row]), Rules.fingerprint(of: EmptyCollection()),
        ]
        #expect(Set(prints).count == prints.count)
    }

    @Test func `what a kind has beside its effects is words for people, or in the fingerprint`() throws {
        let kind = try #require(Vocabulary.kinds.first)
        #expect(
            Set(Mirror(reflecting: kind).children.compactMap(\.label)) == [
                "name", "effects", "detail", "detailKeys", "isPosition", "isMeeting", "group", "cameo",
                "plover", "basis", "meaning",
            ])
    }
}
