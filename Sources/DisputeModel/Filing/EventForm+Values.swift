import CanonicalJSON

/// Checks the value of each key, whatever the kind of the event is.
extension EventForm {
    func checkValue(_ key: String, _ value: JSON) throws(FilingError) {
        switch key {
        case "id", "recordedBy", "kind", "dispute", "summary", "form", "mode", "channel", "condition",
            "scope",
            "occurredNote", "target":
            try string(key, value)
        case "key":
            try string(key, value)
            // SQLite ends a text at a NUL, so two different keys could be taken for one.
            if value.string?.utf8.contains(0) ?? false {
                throw .wrongType(key: key, expected: "a text without the character NUL")
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
        case "headline": try checkHeadline(value)
        case "references":
            for reference in try list(key, value) { try checkReference(reference) }
        case "origin": try checkOrigin(value)
        case "due": try checkDue(value)
        case "sources": for source in try list(key, value) { try checkSource(source) }
        case "details":
            guard value.object != nil else { throw .wrongType(key: key, expected: "an object") }
        default: break
        }
    }

    func checkQuote(_ value: JSON) throws(FilingError) {
        guard let quote = value.object else {
            throw .wrongType(key: "quote", expected: "an object with \"text\"")
        }
        try checkKeys(quote, among: ["text", "language", "translated"], within: "quote")
        guard let text = quote["text"] else { throw .missing(key: "quote.text", kind: "quote") }
        try string("quote.text", text)
        if let language = quote["language"] { try string("quote.language", language) }
        // Either whether the words are a translation, or the translation itself.
        if let translated = quote["translated"], translated.bool == nil {
            try string("quote.translated", translated)
        }
    }

    func checkDue(_ value: JSON) throws(FilingError) {
        guard let due = value.object else {
            throw .wrongType(key: "due", expected: "{\"on\": date} or {\"about\": date}")
        }
        try checkKeys(due, among: ["on", "about", "note"], within: "due")
        switch (due["on"], due["about"]) {
        case (_?, _?): throw .dueTwice
        case (nil, nil): throw .missing(key: "due.on", kind: "due")
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

    func checkHeadline(_ value: JSON) throws(FilingError) {
        try string("headline", value)
        guard let text = value.string, text.count <= 60, !text.contains(where: \.isNewline) else {
            throw .wrongType(key: "headline", expected: "one line of at most 60 characters")
        }
    }

    func checkReference(_ value: JSON) throws(FilingError) {
        guard let reference = value.object else {
            throw .wrongType(key: "references", expected: "a list of objects with \"number\"")
        }
        try checkKeys(reference, among: ["number", "of"], within: "references")
        guard let number = reference["number"] else {
            throw .missing(key: "references.number", kind: "reference")
        }
        try string("references.number", number)
        if let party = reference["of"] { _ = try self.party(party, "references.of") }
    }

    func checkOrigin(_ value: JSON) throws(FilingError) {
        try object("origin", value, ["id", "recordedAt", "recordedBy"])
        guard let origin = Origin(value), origin.id.isVersion7 else {
            throw .wrongType(
                key: "origin", expected: "an object with the id, recordedAt and recordedBy of another log")
        }
    }

    func checkLength(_ event: Event) throws(FilingError) {
        let text = JSON.object(event.fields)
        // Nearly all events are so short that their text need not be written to know it.
        guard text.mayTake(moreThan: Self.longestText) else { return }
        let count = text.canonicalBytes.count
        if count > Self.longestText { throw .tooLong(bytes: count) }
    }

    func checkSource(_ value: JSON) throws(FilingError) {
        try object("sources", value, ["id", "citation", "url", "published", "reliability"])
        if let published = value.object?["published"] { try date("published", published) }
    }

    func object(_ key: String, _ value: JSON, _ keys: [String]) throws(FilingError) {
        guard let object = value.object else { throw .wrongType(key: key, expected: "an object") }
        try checkKeys(object, among: keys, within: key)
        for member in object.members { try string("\(key).\(member.key)", member.value) }
    }

    func checkKeys(_ object: JSONObject, among allowed: [String], within: String?) throws(FilingError) {
        for member in object.members where !allowed.contains(member.key) {
            throw .unknownKey(member.key, within: within, suggestions: nearest(member.key, among: allowed))
        }
    }

    /// Checks the keys of an event, or those of a correction's `fields`.
    func checkKeys(ofEvent object: JSONObject, within: String?) throws(FilingError) {
        // Both lists are sorted.
        var allowed = Self.keys[...]
        for member in object.members {
            allowed = allowed.drop { $0 < member.key }
            guard let key = allowed.first, ExactText(key) == ExactText(member.key) else {
                throw .unknownKey(
                    member.key, within: within, suggestions: nearest(member.key, among: Self.keys))
            }
        }
    }

    /// Refuses null and empty values at every depth. Only in the `fields` of a correction null is allowed: it removes
    /// the key.
    ///
    /// - Parameter key: the path to the value; empty for the event.
    func refuseEmpty(_ value: JSON, key: String = "", isCorrection: Bool) throws(FilingError) {
        func path(_ member: String) -> String { key.isEmpty ? member : "\(key).\(member)" }
        switch value {
        case .null: throw .emptyValue(key: key)
        case .string(let text): if text.isEmpty { throw .emptyValue(key: key) }
        case .array(let elements):
            if elements.isEmpty { throw .emptyValue(key: key) }
            for element in elements { try refuseEmpty(element, key: key, isCorrection: false) }
        case .object(let object):
            if object.isEmpty { throw .emptyValue(key: key.isEmpty ? "event" : key) }
            for member in object.members {
                if isCorrection, key == "details", member.key == "fields", let fields = member.value.object {
                    if fields.isEmpty { throw .emptyValue(key: path(member.key)) }
                    for field in fields.members where field.value != .null {
                        try refuseEmpty(
                            field.value, key: "details.fields.\(field.key)", isCorrection: false)
                    }
                } else {
                    // Only the event's own `details`, not an object of that name within them.
                    let isOwnDetails = isCorrection && key.isEmpty && member.key == "details"
                    try refuseEmpty(member.value, key: path(member.key), isCorrection: isOwnDetails)
                }
            }
        case .bool, .integer: break
        }
    }

    func string(_ key: String, _ value: JSON) throws(FilingError) {
        guard let text = value.string else {
            throw .wrongType(key: key, expected: "a text in quotation marks")
        }
        if text.isEmpty { throw .emptyValue(key: key) }
    }

    func list(_ key: String, _ value: JSON) throws(FilingError) -> [JSON] {
        guard let list = value.array else { throw .wrongType(key: key, expected: "a list") }
        return list
    }

    func oneOf(_ key: String, _ value: JSON, _ allowed: [String]) throws(FilingError) {
        guard let text = value.string, allowed.contains(text) else {
            let given = value.string ?? value.canonical
            throw .notOneOf(
                key: key, value: given, allowed: allowed, suggestions: nearest(given, among: allowed))
        }
    }

    func date(_ key: String, _ value: JSON) throws(FilingError) {
        guard let text = value.string, EDTF(text)?.isInCalendar ?? false else {
            throw .malformedDate(key: key, value: value.string ?? value.canonical)
        }
    }

    func day(_ key: String, _ value: JSON) throws(FilingError) {
        guard let text = value.string, Day(text) != nil else {
            throw .malformedDate(key: key, value: value.string ?? value.canonical)
        }
    }

    func party(_ value: JSON, _ key: String) throws(FilingError) -> Party {
        guard let text = value.string else { throw .wrongType(key: key, expected: "a list of parties") }
        guard let party = Party(text) else { throw .malformedParty(text) }
        guard parties.isKnown(party) else {
            throw .unknownParty(text, suggestions: parties.suggestions(for: text).map(\.code))
        }
        return party
    }
}
