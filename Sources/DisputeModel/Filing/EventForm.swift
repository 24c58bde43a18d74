import CanonicalJSON

/// The form that section 1 of the rules requires of an event taken by itself, before anything is looked up in the log.
package struct EventForm {
    private let parties: PartyRegister

    package init(parties: PartyRegister) { self.parties = parties }

    /// The keys that a recorder may give, and those that recording adds.
    package static let keys = [
        "about", "actors", "addressees", "channel", "condition", "details", "dispute", "due", "expectsReply",
        "form",
        "id", "inResponseTo", "key", "kind", "marking", "mode", "occurred", "occurredNote", "quote",
        "recordedAt",
        "recordedBy", "reportedBy", "scope", "sources", "speaker", "standing", "summary", "tags", "target",
    ]

    /// Keys that say something about the world, which a record event does not.
    private static let actKeys: Set<String> = [
        "occurred", "occurredNote", "standing", "actors", "addressees",
    ]

    package func check(_ event: Event) throws(FilingError) {
        try checkKeys(event.fields, among: Self.keys, within: nil)
        try refuseEmpty(.object(event.fields), key: "event", isCorrection: event.kindName == "correction")
        for (key, value) in event.fields.members { try checkValue(key, value) }
        let kind = try kind(of: event)
        guard let dispute = event.fields["dispute"]?.string else {
            throw .missing(key: "dispute", kind: kind.name)
        }
        guard DisputeID(dispute) != nil else { throw .malformedDispute(dispute) }
        if kind.isRecord {
            for key in event.fields.keys where Self.actKeys.contains(key) {
                throw .notAllowed(
                    key: key, kind: kind.name, because: "it speaks about the record, not the world")
            }
            try checkRecord(event, kind)
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

    // MARK: Kinds

    private func checkAct(_ event: Event, _ kind: Kind) throws(FilingError) {
        if kind.acts == .side || kind.acts == .twoSides, event.actors.isEmpty {
            throw .needsActor(kind: event.kindName)
        }
        switch kind.name {
        case "agreement": try closedList(event, "scope", ["full", "partial"], required: true)
        case "incident": try closedList(event, "force", ["threat", "display", "use", "war"], required: false)
        case "mediation-ended":
            try closedList(event, "outcome", ["report", "agreement", "failed"], required: true)
        case "decision": try closedList(event, "on", ["merits", "jurisdiction"], required: false)
        case "deadline-extension":
            if event.fields["due"] == nil { throw .missing(key: "due", kind: event.kindName) }
        default: break
        }
    }

    private func checkRecord(_ event: Event, _ kind: Kind) throws(FilingError) {
        let details = event.details
        let hasTarget = [
            "correction", "retraction", "reply-assessment", "source-added", "marking-changed",
        ].contains(kind.name)
        if hasTarget, event.target == nil { throw .missing(key: "target", kind: kind.name) }
        if !hasTarget, event.target != nil {
            throw .notAllowed(key: "target", kind: kind.name, because: "it is about the dispute as a whole")
        }
        if details["effective"] != nil {
            guard kind.name == "dispute-closed" || kind.name == "dispute-reopened" else {
                throw .notAllowed(
                    key: "details.effective", kind: kind.name, because: "it takes effect when it is recorded")
            }
            guard let text = details["effective"]?.string, Day(text) != nil else {
                throw .malformedDate(key: "effective", value: details["effective"]?.string ?? "")
            }
        }
        switch kind.name {
        case "dispute-opened": try checkOpening(event)
        case "correction": try checkCorrection(event)
        case "retraction", "dispute-reopened": try words(event, "reason")
        case "reply-assessment":
            try closedList(event, "satisfies", ["none", "partial", "full"], required: true)
            try words(event, "reason")
        case "status-assessment":
            guard (details["phase"] != nil) != (details["lift"] != nil) else { throw .assessesNothing }
            try closedList(event, "phase", Phase.allCases.map(\.rawValue), required: false)
            if let lift = details["lift"], lift != true {
                throw .wrongType(key: "details.lift", expected: "true")
            }
            try words(event, "reason")
        case "source-added":
            if event.fields["sources"] == nil { throw .missing(key: "sources", kind: kind.name) }
            try closedList(event, "standing", ["asserted"], required: false)
        case "marking-changed":
            try closedList(event, "marking", Marking.allCases.map(\.rawValue), required: true)
        case "dispute-closed":
            try closedList(
                event, "reason", ["settled", "withdrawn", "lapsed", "merged", "other"], required: true)
        default: break
        }
    }

    private func checkOpening(_ event: Event) throws(FilingError) {
        try words(event, "title")
        if let since = event.details["since"], since.string.flatMap({ EDTF($0) }) == nil {
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
        try checkKeys(fields, among: Self.keys, within: "details.fields")
        for (key, value) in fields.members {
            if Event.neverCorrected.contains(key) {
                throw .notAllowed(
                    key: "details.fields.\(key)", kind: "correction", because: "that can never be corrected")
            }
            if value != .null { try checkValue(key, value) }
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

    // MARK: Values

    private func checkValue(_ key: String, _ value: JSON) throws(FilingError) {
        switch key {
        case "id", "recordedBy", "kind", "dispute", "summary", "form", "mode", "channel", "condition",
            "scope",
            "occurredNote", "target":
            try string(key, value)
        case "key":
            try string(key, value)
            // SQLite's texts end there, so two keys would be one.
            if value.string?.utf8.contains(0) ?? false {
                throw .wrongType(key: key, expected: "words without the character NUL")
            }
        case "recordedAt":
            guard let text = value.string, Instant(text) != nil else {
                throw .malformedDate(key: key, value: value.string ?? value.canonical)
            }
        case "occurred": try date(key, value)
        case "actors", "addressees": for item in try list(key, value) { _ = try party(item, key) }
        case "inResponseTo", "about", "tags": for item in try list(key, value) { try string(key, item) }
        case "expectsReply":
            guard value.bool != nil else { throw .wrongType(key: key, expected: "true or false") }
        case "standing": try oneOf(key, value, Standing.allCases.map(\.rawValue))
        case "marking": try oneOf(key, value, Marking.allCases.map(\.rawValue))
        case "speaker": try object(key, value, ["name", "role"])
        case "reportedBy":
            try object(key, value, ["name", "role", "party"])
            if let party = value.object?["party"] { _ = try self.party(party, key) }
        case "quote": try checkQuote(value)
        case "due": try checkDue(value)
        case "sources": for source in try list(key, value) { try checkSource(source) }
        case "details":
            guard value.object != nil else { throw .wrongType(key: key, expected: "an object") }
        default: break
        }
    }

    private func checkQuote(_ value: JSON) throws(FilingError) {
        guard let quote = value.object else {
            throw .wrongType(key: "quote", expected: "an object with \"text\"")
        }
        try checkKeys(quote, among: ["text", "language", "translated"], within: "quote")
        guard let text = quote["text"] else { throw .missing(key: "quote.text", kind: "quote") }
        try string("quote.text", text)
        if let language = quote["language"] { try string("quote.language", language) }
        // That the words are a translation, or the translation itself.
        if let translated = quote["translated"], translated.bool == nil {
            try string("quote.translated", translated)
        }
    }

    private func checkDue(_ value: JSON) throws(FilingError) {
        guard let due = value.object else {
            throw .wrongType(key: "due", expected: "{\"on\": date} or {\"about\": date}")
        }
        try checkKeys(due, among: ["on", "about", "note"], within: "due")
        switch (due["on"], due["about"]) {
        case (_?, _?): throw .dueTwice
        case (nil, nil): throw .missing(key: "on", kind: "due")
        case (let day?, nil):
            if due["note"] != nil {
                throw .notAllowed(
                    key: "note", kind: "due", because: "a note goes with a working date, \"about\"")
            }
            try self.day("due", day)
        case (nil, let day?):
            try self.day("due", day)
            if let note = due["note"] { try string("due.note", note) }
        }
    }

    private func checkSource(_ value: JSON) throws(FilingError) {
        try object("sources", value, ["id", "citation", "url", "published", "reliability"])
        if let published = value.object?["published"] { try date("published", published) }
    }

    private func object(_ key: String, _ value: JSON, _ keys: [String]) throws(FilingError) {
        guard let object = value.object else { throw .wrongType(key: key, expected: "an object") }
        try checkKeys(object, among: keys, within: key)
        for (name, value) in object.members { try string("\(key).\(name)", value) }
    }

    private func checkKeys(_ object: JSONObject, among allowed: [String], within: String?) throws(FilingError)
    {
        for key in object.keys where !allowed.contains(key) {
            throw .unknownKey(key, within: within, suggestions: nearest(key, among: allowed))
        }
    }

    /// No key has null or something empty as its value, but that a correction takes a key away with null.
    private func refuseEmpty(_ value: JSON, key: String, isCorrection: Bool) throws(FilingError) {
        switch value {
        case .null: throw .emptyValue(key: key)
        case .string(let text): if text.isEmpty { throw .emptyValue(key: key) }
        case .array(let elements):
            if elements.isEmpty { throw .emptyValue(key: key) }
            for element in elements { try refuseEmpty(element, key: key, isCorrection: false) }
        case .object(let object):
            if object.isEmpty { throw .emptyValue(key: key) }
            for (name, member) in object.members {
                if isCorrection, key == "details", name == "fields", let fields = member.object {
                    if fields.isEmpty { throw .emptyValue(key: name) }
                    for (name, value) in fields.members where value != .null {
                        try refuseEmpty(value, key: name, isCorrection: false)
                    }
                } else {
                    // Only of the event's own details, not of others within them.
                    let isOwnDetails = key == "event" && name == "details"
                    try refuseEmpty(member, key: name, isCorrection: isCorrection && isOwnDetails)
                }
            }
        case .bool, .integer: break
        }
    }

    private func string(_ key: String, _ value: JSON) throws(FilingError) {
        guard let text = value.string else {
            throw .wrongType(key: key, expected: "words between quotation marks")
        }
        if text.isEmpty { throw .emptyValue(key: key) }
    }

    private func list(_ key: String, _ value: JSON) throws(FilingError) -> [JSON] {
        guard let list = value.array else { throw .wrongType(key: key, expected: "a list") }
        return list
    }

    private func oneOf(_ key: String, _ value: JSON, _ allowed: [String]) throws(FilingError) {
        guard let text = value.string, allowed.contains(text) else {
            let given = value.string ?? value.canonical
            throw .notOneOf(
                key: key, value: given, allowed: allowed, suggestions: nearest(given, among: allowed))
        }
    }

    private func date(_ key: String, _ value: JSON) throws(FilingError) {
        guard let text = value.string, EDTF(text) != nil else {
            throw .malformedDate(key: key, value: value.string ?? value.canonical)
        }
    }

    private func day(_ key: String, _ value: JSON) throws(FilingError) {
        guard let text = value.string, Day(text) != nil else {
            throw .malformedDate(key: key, value: value.string ?? value.canonical)
        }
    }

    private func party(_ value: JSON, _ key: String) throws(FilingError) -> Party {
        guard let text = value.string else { throw .wrongType(key: key, expected: "a list of parties") }
        guard let party = Party(text) else { throw .malformedParty(text) }
        guard parties.isKnown(party) else {
            throw .unknownParty(text, suggestions: parties.suggestions(for: text).map(\.code))
        }
        return party
    }
}
