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
    package let detail: String?

    /// What it does to the phase (section 5); nil where it does nothing.
    package var phase: PhaseEffect? { effects.phase }
    /// Which parties must act for an act to move status (section 5).
    package var acts: ActsRule { effects.acts }
    /// What it does to the temperature (section 6); nil where it does nothing.
    package var temperature: TemperatureEffect? { effects.temperature }
    /// What it does to obligations to answer (section 7); nil where it does nothing.
    package var reply: ReplyEffect? { effects.reply }
    /// It is a kind of record event.
    package var isRecord: Bool { effects.isRecord }

    /// The section of a list of kinds that has the kind.
    package enum Group: String, Sendable, CaseIterable {
        case position, instrument, request, reply, dialogue
        case thirdParty = "third-party"
        case adjudication, coercion, settlement, record
    }

    /// Which parties must act, and on whom, for an act to move phase or temperature (section 5 of the rules).
    package enum ActsRule: String, Sendable {
        /// An actor of one side; where addressees belong to sides, one of them to another side than that actor's.
        case side
        /// Actors of at least two sides.
        case twoSides = "two-sides"
        case any
        /// No party acts, only the recorder.
        case recorder
    }

    /// A row gives only what the kind has; the rest is nil.
    init(
        _ name: String, _ group: Group, _ acts: ActsRule,
        phase: PhaseEffect? = nil, temperature: TemperatureEffect? = nil, reply: ReplyEffect? = nil,
        cameo: String? = nil, plover: String? = nil, basis: String? = nil, meaning: String
    ) {
        self.name = name
        self.group = group
        self.cameo = cameo
        self.plover = plover
        self.basis = basis
        self.meaning = meaning
        effects = KindEffects(
            acts: acts, phase: phase, temperature: temperature, reply: reply, isRecord: group == .record,
            record: RecordKind(rawValue: name), isMeasure: Self.measures.contains(name),
            isRelief: Self.reliefs.contains(name), dependsOnCondition: name == "acceptance")
        detail = Self.details[name]
    }

    private static let measures: Set<String> = [
        "recall-of-envoy", "expulsion", "downgrade-of-relations", "severance-of-relations", "retorsion",
        "countermeasure", "sanction", "detention",
    ]
    private static let reliefs: Set<String> = [
        "sanction-relief", "restoration", "concession", "reparation", "settlement-confirmed",
    ]
    private static let details = [
        "agreement": "scope", "mediation-ended": "outcome", "decision": "on", "incident": "force",
        "reply-assessment": "satisfies", "status-assessment": "phase", "dispute-closed": "reason",
    ]
}

extension Kind: Equatable {
    package static func == (left: Kind, right: Kind) -> Bool { left === right }
}
