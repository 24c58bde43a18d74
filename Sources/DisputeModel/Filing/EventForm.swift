import CanonicalJSON

/// Checks the form that section 1 of the rules requires of a single event, without looking at the log.
package struct EventForm: Sendable {
    /// The parties that an event may name.
    let parties: PartyRegister

    /// Makes the check for a log. `parties` are those that an event may name.
    package init(parties: PartyRegister) { self.parties = parties }

    /// All keys of an event, sorted: those that a recorder may give, and those that recording adds.
    package static let keys = [
        "about", "actors", "addressees", "channel", "condition", "details", "dispute", "due", "expectsReply",
        "form", "headline",
        "id", "inResponseTo", "key", "kind", "marking", "mode", "occurred", "occurredNote", "origin",
        "quote", "recordedAt", "recordedBy", "references", "reportedBy", "scope", "sources", "speaker",
        "standing", "summary", "tags", "target",
    ]

    /// Keys that describe the world, which a record event must not have.
    private static let actKeys: Set<String> = [
        "occurred", "occurredNote", "standing", "actors", "addressees",
    ]

    /// The greatest length of an event's text, in bytes.
    package static let longestText = 65_535

    /// Whether the kind may belong to a later version of the vocabulary: it is unknown here, but has the form of a
    /// name. `restore` accepts such an event without checking its form.
    package static func mayBeOfLaterVersion(_ event: Event) -> Bool {
        let name = event.kindName
        return event.kind == nil && name.utf8.first.map { $0 != UInt8(ascii: "-") } ?? false
            && !name.utf8.starts(with: "x-".utf8) && DisputeID(name) != nil
            && !name.utf8.contains(UInt8(ascii: "/"))
    }

    /// Checks the form of an event, and throws the first error that it finds.
    package func check(_ event: Event) throws(FilingError) {
        try checkKeys(ofEvent: event.fields, within: nil)
        try checkLength(event)
        try refuseEmpty(
            .object(event.fields), isCorrection: event.kindName == RecordKind.correction.rawValue)
        for member in event.fields.members { try checkValue(member.key, member.value) }
        let kind = try kind(of: event)
        guard let dispute = event.fields["dispute"]?.string else {
            throw .missing(key: "dispute", kind: kind.name)
        }
        guard DisputeID(dispute) != nil else { throw .malformedDispute(dispute) }
        if let recordKind = kind.recordKind {
            for key in event.fields.keys where Self.actKeys.contains(key) {
                throw .notAllowed(
                    key: key, kind: kind.name, because: "it is about the record, not about the world")
            }
            try checkRecord(event, kind, recordKind)
        } else {
            if event.fields["target"] != nil {
                throw .notAllowed(key: "target", kind: kind.name, because: "only record events have a target")
            }
            try checkAct(event, kind)
        }
    }

    private func kind(of event: Event) throws(FilingError) -> Kind {
        guard let name = event.fields["kind"]?.string else { throw .missing(key: "kind", kind: "event") }
        if let kind = Vocabulary.kind(name) { return kind }
        let parts = name.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        let isOwn =
            parts.count == 3 && parts[0] == "x"
            && parts.dropFirst().allSatisfy { DisputeID(String($0)) != nil && !$0.contains("/") }
        guard isOwn else {
            throw .unknownKind(name, suggestions: nearest(name, among: Vocabulary.kinds.map(\.name)))
        }
        guard let like = event.details["like"] else { throw .missing(key: "details.like", kind: name) }
        guard let kind = like.string.flatMap(Vocabulary.kind), !kind.isRecord else {
            throw .unknownKind(like.string ?? like.canonical, suggestions: [])
        }
        return kind
    }

    private func checkAct(_ event: Event, _ kind: Kind) throws(FilingError) {
        if kind.acts == .side || kind.acts == .twoSides, event.actors.isEmpty {
            throw .needsActor(kind: event.kindName)
        }
        try checkDetail(event, kind)
        // What prolongs a time limit must say until when.
        if kind.reply == .extends, event.fields["due"] == nil {
            throw .missing(key: "due", kind: event.kindName)
        }
    }

    private func checkDetail(_ event: Event, _ kind: Kind) throws(FilingError) {
        guard let detail = kind.detail else { return }
        try closedList(event, detail.key, detail.words, required: detail.isRequired)
    }

    private func checkRecord(_ event: Event, _ kind: Kind, _ recordKind: RecordKind) throws(FilingError) {
        let details = event.details
        // `effective` is checked below.
        for key in details.keys where !kind.detailKeys.contains(key) && key != "effective" {
            throw .unknownDetail(key, kind: kind.name, allowed: kind.detailKeys)
        }
        if recordKind.hasTarget, event.target == nil { throw .missing(key: "target", kind: kind.name) }
        if !recordKind.hasTarget, event.target != nil {
            throw .notAllowed(key: "target", kind: kind.name, because: "it is about the dispute as a whole")
        }
        if details["effective"] != nil {
            guard kind.detailKeys.contains("effective") else {
                throw .notAllowed(
                    key: "details.effective", kind: kind.name, because: "it takes effect when it is recorded")
            }
            guard let text = details["effective"]?.string, Day(text) != nil else {
                throw .malformedDate(key: "effective", value: details["effective"]?.string ?? "")
            }
        }
        switch recordKind {
        case .opening: try checkOpening(event)
        case .closing: try checkDetail(event, kind)
        case .correction: try checkCorrection(event)
        case .retraction, .reopening: try words(event, "reason")
        case .replyAssessment:
            try checkDetail(event, kind)
            try words(event, "reason")
        case .statusAssessment:
            guard (details["phase"] != nil) != (details["lift"] != nil) else { throw .assessesNothing }
            try checkDetail(event, kind)
            if let lift = details["lift"], lift != true {
                throw .wrongType(key: "details.lift", expected: "true")
            }
            try words(event, "reason")
        case .sourceAdded:
            if event.fields["sources"] == nil { throw .missing(key: "sources", kind: kind.name) }
            try closedList(event, "standing", ["asserted"], required: false)
        case .markingChanged:
            try closedList(event, "marking", Marking.allCases.map(\.rawValue), required: true)
        }
    }

    private func checkOpening(_ event: Event) throws(FilingError) {
        try words(event, "title")
        if let since = event.details["since"], !(since.string.flatMap({ EDTF($0) })?.isInCalendar ?? false) {
            throw .malformedDate(key: "since", value: since.string ?? since.canonical)
        }
        guard let sides = event.details["sides"]?.array, sides.count >= 2 else { throw .needsTwoSides }
        var seen: [(side: Int, party: Party)] = []
        for (index, side) in sides.enumerated() {
            guard let object = side.object, let name = object["name"]?.string, !name.isEmpty,
                case .array(let members)? = object["members"], !members.isEmpty
            else { throw .needsTwoSides }
            try checkKeys(object, among: ["name", "members"], within: "details.sides")
            for member in members {
                let party = try self.party(member, "details.sides")
                for other in seen where other.side != index {
                    if other.party == party || other.party.liesWithin(party) || party.liesWithin(other.party)
                    {
                        throw .sidesOverlap(other.party.reference, party.reference)
                    }
                }
                seen.append((index, party))
            }
        }
    }

    private func checkCorrection(_ event: Event) throws(FilingError) {
        guard let fields = event.details["fields"] else {
            throw .missing(key: "details.fields", kind: "correction")
        }
        guard case .object(let fields) = fields else {
            throw .wrongType(key: "details.fields", expected: "an object of event keys to new values")
        }
        try checkKeys(ofEvent: fields, within: "details.fields")
        for member in fields.members {
            if Event.neverCorrected.contains(member.key) {
                throw .notAllowed(
                    key: "details.fields.\(member.key)", kind: "correction",
                    because: "that can never be corrected")
            }
            if member.value != .null { try checkValue(member.key, member.value) }
        }
    }

    private func closedList(_ event: Event, _ key: String, _ allowed: [String], required: Bool)
        throws(FilingError)
    {
        guard let value = event.details[key] else {
            if required { throw .missing(key: "details.\(key)", kind: event.kindName) }
            return
        }
        try oneOf("details.\(key)", value, allowed)
    }

    private func words(_ event: Event, _ key: String) throws(FilingError) {
        guard let value = event.details[key] else {
            throw .missing(key: "details.\(key)", kind: event.kindName)
        }
        try string("details.\(key)", value)
    }
}
