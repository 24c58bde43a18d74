/// One row of the vocabulary: a kind of act or record event, and what it does to a dispute.
///
/// A class with one object for each row, so that an act refers to its row and a fold of a million acts copies no
/// strings.
package final class Kind: Sendable {
    /// As `kind` of an event has it: `dispute-opened`.
    package let name: String
    /// The section of a list of kinds that has it; `record` for kinds of record events.
    package let group: Group
    /// The nearest code of CAMEO, for comparison with older event data.
    package let cameo: String?
    /// The nearest event type of PLOVER, with its mode where it has one.
    package let plover: String?
    /// The authority for the row: treaty, handbook, code book or practice.
    package let basis: String?
    /// One sentence for people.
    package let meaning: String

    /// What the fold needs of the kind.
    package let effects: KindEffects
    /// The member of `details` whose word the effects depend on; nil where they depend on none.
    package let detail: Detail?
    /// The members that `details` of a record event may have, sorted. Those of an act are not limited.
    package let detailKeys: [String]

    /// It declares a position, which holds until its actors declare another on the same subject.
    package let isPosition: Bool
    private let isMeeting: Bool
    /// Its actors do it with one another where it names no addressees.
    package var isMutual: Bool { isMeeting || acts == .twoSides }

    /// What it does to the phase (section 5); nil where it does nothing.
    package var phase: PhaseEffect? { effects.phase }
    /// Which parties must act for an act to move status (section 5).
    package var acts: ActsRule { effects.acts }
    /// What it does to the temperature (section 6); nil where it does nothing.
    package var temperature: TemperatureEffect? { effects.temperature }
    /// What it does to obligations to answer (section 7); nil where it does nothing.
    package var reply: ReplyEffect? { effects.reply }
    /// Which kind of record event it is; nil for kinds of acts.
    package var recordKind: RecordKind? { effects.recordKind }
    /// It is a kind of record event.
    package var isRecord: Bool { effects.isRecord }

    /// The section of a list of kinds that has the kind.
    package enum Group: String, Sendable, CaseIterable {
        case position, instrument, request, reply, dialogue
        case thirdParty = "third-party"
        case adjudication, coercion, settlement, record
    }

    /// A member of `details` that has one word of a closed list.
    package struct Detail: Sendable {
        /// The name of the member.
        package let key: String
        /// The words that it may have.
        package let words: [String]
        /// Whether an event of the kind must have it.
        package let isRequired: Bool

        init(_ key: String, _ words: [String], isRequired: Bool = true) {
            self.key = key
            self.words = words
            self.isRequired = isRequired
        }
    }

    /// A row gives only what the kind has.
    init(
        _ name: String, _ group: Group, _ acts: ActsRule,
        phase: PhaseEffect? = nil, temperature: TemperatureEffect? = nil, reply: ReplyEffect? = nil,
        recordKind: RecordKind? = nil, isMeasure: Bool = false, isRelief: Bool = false,
        dependsOnCondition: Bool = false, detail: Detail? = nil, detailKeys: [String] = [],
        isPosition: Bool = false, isMeeting: Bool = false,
        cameo: String? = nil, plover: String? = nil, basis: String? = nil, meaning: String
    ) {
        (self.name, self.group, self.detail, self.detailKeys) = (name, group, detail, detailKeys)
        (self.isPosition, self.isMeeting) = (isPosition, isMeeting)
        (self.cameo, self.plover, self.basis, self.meaning) = (cameo, plover, basis, meaning)
        effects = KindEffects(
            acts: acts, phase: phase, temperature: temperature, reply: reply, recordKind: recordKind,
            isMeasure: isMeasure, isRelief: isRelief, dependsOnCondition: dependsOnCondition)
    }

    /// The row of a kind of record event.
    convenience init(
        _ kind: RecordKind, phase: PhaseEffect? = nil, reply: ReplyEffect? = nil, detail: Detail? = nil,
        detailKeys: [String], basis: String? = nil, meaning: String
    ) {
        self.init(
            kind.rawValue, .record, .recorder, phase: phase, reply: reply, recordKind: kind, detail: detail,
            detailKeys: detailKeys, basis: basis, meaning: meaning)
    }
}

extension Kind: Equatable {
    package static func == (left: Kind, right: Kind) -> Bool { left === right }
}
