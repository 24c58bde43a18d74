import CanonicalJSON

/// One entry of the record: what somebody said, asked, refused or did, or what the recorder says about such an entry.
///
/// The JSON object is the event (section 1 of the rules); what follows reads from it and keeps nothing beside it. The
/// readers forgive: a log that a later version wrote must still open, so what is unknown here is left alone.
package struct Event: Sendable, Equatable {
    package var fields: JSONObject

    package init(_ fields: JSONObject) { self.fields = fields }

    /// nil where the text is no JSON object.
    package init?(text: String) {
        guard case .object(let fields)? = try? JSON.parse(text) else { return nil }
        self.fields = fields
    }

    package var text: String { JSON.object(fields).canonical }

    package var id: String { fields["id"]?.string ?? "" }
    package var recordedAt: Instant? { fields["recordedAt"]?.string.flatMap { Instant($0) } }
    package var recordedBy: String { fields["recordedBy"]?.string ?? "" }
    package var dispute: String { fields["dispute"]?.string ?? "" }
    package var kindName: String { fields["kind"]?.string ?? "" }
    package var occurred: EDTF? { fields["occurred"]?.string.flatMap { EDTF($0) } }
    package var actors: [Party] { parties("actors") }
    package var addressees: [Party] { parties("addressees") }
    package var summary: String? { fields["summary"]?.string }
    package var quote: String? { fields["quote"]?.object?["text"]?.string }
    package var inResponseTo: [String] { fields["inResponseTo"]?.strings ?? [] }
    package var about: [String] { fields["about"]?.strings ?? [] }
    package var expectsReply: Bool? { fields["expectsReply"]?.bool }
    package var due: Due? { Due(fields["due"]) }
    package var condition: String? { fields["condition"]?.string }
    package var standing: Standing { fields["standing"]?.string.flatMap(Standing.init) ?? .asserted }
    /// One that this copy does not know is taken for the highest.
    package var marking: Marking {
        fields["marking"].map { $0.string.flatMap(Marking.init) ?? .secret } ?? .public
    }
    package var target: String? { fields["target"]?.string }
    package var details: JSONObject { fields["details"]?.object ?? JSONObject() }
    package var key: String? { fields["key"]?.string }
    package var origin: Origin? { fields["origin"].flatMap { Origin($0) } }

    /// When it was recorded first, in this log or in another (section 1). What it does in the world goes by this.
    package var firstTime: Instant? { origin?.recordedAt ?? recordedAt }

    /// Where it would stand if it answered nothing (section 2).
    package var ownPlace: Instant {
        let recorded = firstTime ?? Instant(milliseconds: 0)
        if dispute.isEmpty { return recorded }
        guard kind?.isRecord != true else {
            return details["effective"]?.string.flatMap { Day($0) }?.start ?? recorded
        }
        return occurred?.ownPlace ?? recorded.day.start
    }

    /// Who says that it happened, where that is not the actor.
    package var reporter: Party? { fields["reportedBy"]?.object?["party"]?.string.flatMap { Party($0) } }

    /// The row of the vocabulary that says what the kind means: for `x-<org>-<name>` that of `details.like`; nil for a
    /// kind that this copy has never heard of.
    package var kind: Kind? {
        let name = kindName
        if let kind = Vocabulary.kind(name) { return kind }
        guard name.hasPrefix("x-"), let like = details["like"]?.string else { return nil }
        return Vocabulary.kind(like)
    }

    private func parties(_ key: String) -> [Party] { fields[key]?.strings.compactMap { Party($0) } ?? [] }
}

/// Whether it is so, as far as the record knows.
package enum Standing: String, Sendable, CaseIterable {
    case asserted
    /// Known only from another party.
    case claimed
    case alleged
    case hedged
}

/// Who may see an event.
package enum Marking: String, Sendable, CaseIterable {
    case `public`, restricted, confidential, secret
}

extension Marking: Comparable {
    package static func < (left: Marking, right: Marking) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// By when an answer is asked for.
package enum Due: Hashable, Sendable {
    /// A date that somebody set.
    case on(Day)
    /// Our own working date; nobody is in default when it has passed.
    case about(Day, note: String?)

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

    package var day: Day {
        switch self {
        case .on(let day), .about(let day, _): day
        }
    }

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
    /// The stream of what concerns the log itself and no dispute.
    package static let logStream = ".log"

    package var stream: String { dispute.isEmpty ? Self.logStream : dispute }
}
