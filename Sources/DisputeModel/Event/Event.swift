import CanonicalJSON

/// One entry of the log: an act (what a party said, asked, refused or did) or a record event (what the recorder says
/// about another event or about the case).
///
/// The JSON object is the event (section 1 of the rules). The properties read from it and store nothing else. They
/// are lenient, because a log that a later version wrote must still open: they ignore what they do not understand.
package struct Event: Sendable, Equatable {
    /// The members of the event's JSON object.
    package var fields: JSONObject

    /// Makes an event of the members of its JSON object, without checking them.
    package init(_ fields: JSONObject) { self.fields = fields }

    /// Reads an event from its text; nil where the text is not a JSON object.
    package init?(text: String) {
        guard case .object(let fields)? = try? JSON.parse(text) else { return nil }
        self.fields = fields
    }

    /// The canonical text (RFC 8785).
    package var text: String { JSON.object(fields).canonical }

    /// The id: a UUID as text; empty where the event has none.
    package var id: String { fields["id"]?.string ?? "" }
    /// When this log recorded the event; nil where the time is missing or malformed.
    package var recordedAt: Instant? { fields["recordedAt"]?.string.flatMap { Instant($0) } }
    /// Who recorded the event, as that person said; empty where this is missing.
    package var recordedBy: String { fields["recordedBy"]?.string ?? "" }
    /// Empty where the event concerns the log and no dispute.
    package var dispute: String { fields["dispute"]?.string ?? "" }
    /// The kind as written, whether or not the vocabulary has it.
    package var kindName: String { fields["kind"]?.string ?? "" }
    /// When the act happened in the world; nil where there is no date that section 2 accepts.
    package var occurred: EDTF? { fields["occurred"]?.string.flatMap { EDTF($0) } }
    /// References that are not well-formed are left out.
    package var actors: [Party] { parties("actors") }
    /// The parties that the act is addressed to, without references that are not well-formed.
    package var addressees: [Party] { parties("addressees") }
    /// What happened, in the recorder's words; nil where the event has no summary.
    package var summary: String? { fields["summary"]?.string }
    /// The text of the quote.
    package var quote: String? { fields["quote"]?.object?["text"]?.string }
    /// Ids of the events that this one replies to.
    package var inResponseTo: [String] { fields["inResponseTo"]?.strings ?? [] }
    /// Ids of events that this one refers to without replying to them.
    package var about: [String] { fields["about"]?.strings ?? [] }
    /// nil where the event does not say whether a reply is expected.
    package var expectsReply: Bool? { fields["expectsReply"]?.bool }
    /// The date that the event sets; nil where it sets none or the value is malformed.
    package var due: Due? { Due(fields["due"]) }
    /// The condition that the act depends on, in words.
    package var condition: String? { fields["condition"]?.string }
    /// `asserted` where the event gives no standing, or one that this version does not know.
    package var standing: Standing { fields["standing"]?.string.flatMap(Standing.init) ?? .asserted }
    /// `public` where the event gives no marking. A marking that this version does not know counts as `secret`, the
    /// highest.
    package var marking: Marking {
        fields["marking"].map { $0.string.flatMap(Marking.init) ?? .secret } ?? .public
    }
    /// The id of the event that a record event is about.
    package var target: String? { fields["target"]?.string }
    /// Members that depend on the kind.
    package var details: JSONObject { fields["details"]?.object ?? JSONObject() }
    /// The recorder's own key for the event, unique within the log.
    package var key: String? { fields["key"]?.string }
    /// Where the event was first recorded, if it was copied from another log.
    package var origin: Origin? { fields["origin"].flatMap { Origin($0) } }

    /// When the event was first recorded, in this log or in another (section 1). The rules use this time, not
    /// `recordedAt`.
    package var firstTime: Instant? { origin?.recordedAt ?? recordedAt }

    /// The place of the event before replies are considered (section 2).
    package var ownPlace: Instant {
        let recorded = firstTime ?? Instant(milliseconds: 0)
        if dispute.isEmpty { return recorded }
        guard !isRecord else {
            return details["effective"]?.string.flatMap { Day($0) }?.start ?? recorded
        }
        return occurred?.ownPlace ?? recorded.day.start
    }

    /// The party that reports the event, where that is not the actor.
    package var reporter: Party? { fields["reportedBy"]?.object?["party"]?.string.flatMap { Party($0) } }

    /// The vocabulary's row for the kind. A kind `x-<org>-<name>` has the row that `details.like` names, but never that of
    /// a record kind (section 1). nil for a kind that this version does not know.
    package var kind: Kind? {
        let name = kindName
        if let kind = Vocabulary.kind(name) { return kind }
        guard name.hasPrefix("x-"), let like = details["like"]?.string else { return nil }
        return Vocabulary.kind(like).flatMap { $0.isRecord ? nil : $0 }
    }

    /// Which kind of record event it is; nil for an act. A kind of somebody's own (`x-…`) is none of them, as it can only
    /// behave like a kind of act (section 1).
    package var recordKind: RecordKind? { Vocabulary.kind(kindName)?.recordKind }

    /// It is a record event, not an act; false for a kind that this version does not know.
    package var isRecord: Bool { kind?.isRecord ?? false }

    /// It is an act, or a record event that is shown among the acts (`RecordKind.isShownAsAct`).
    package var isShownAsAct: Bool { recordKind?.isShownAsAct ?? !isRecord }

    private func parties(_ key: String) -> [Party] { fields[key]?.strings.compactMap { Party($0) } ?? [] }
}

/// How well established an event is.
package enum Standing: String, Sendable, CaseIterable {
    case asserted
    /// Known only from a report by another party.
    case claimed
    case alleged
    case hedged
}

/// Who may see an event, from the lowest level to the highest.
package enum Marking: String, Sendable, CaseIterable {
    case `public`, restricted, confidential, secret
}

extension Marking: Comparable {
    package static func < (left: Marking, right: Marking) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The date by which an answer is asked for.
package enum Due: Hashable, Sendable {
    /// A date that was set for the answer.
    case on(Day)
    /// The recorder's own working date. No party is in default when it has passed.
    case about(Day, note: String?)

    /// Reads `{"on": day}` or `{"about": day, "note": words}`; nil where `json` has neither form.
    package init?(_ json: JSON?) {
        guard let object = json?.object else { return nil }
        if let day = object["on"]?.string.flatMap({ Day($0) }) {
            self = .on(day)
        } else if let day = object["about"]?.string.flatMap({ Day($0) }) {
            self = .about(day, note: object["note"]?.string)
        } else {
            return nil
        }
    }

    /// The date, whoever set it.
    package var day: Day {
        switch self {
        case .on(let day), .about(let day, _): day
        }
    }

    /// It is our own working date, not one that was set.
    package var isSoft: Bool {
        if case .about = self { true } else { false }
    }

    /// The value of `due` in an event.
    package var json: JSON {
        var object = JSONObject()
        switch self {
        case .on(let day): object["on"] = .string(day.description)
        case .about(let day, let note):
            object["about"] = .string(day.description)
            object["note"] = note.map(JSON.string)
        }
        return .object(object)
    }
}

extension Event {
    /// The stream of events that concern the log itself and no dispute.
    package static let logStream = ".log"

    /// The name of the event's stream: its dispute, or `logStream`.
    package var stream: String { dispute.isEmpty ? Self.logStream : dispute }
}
