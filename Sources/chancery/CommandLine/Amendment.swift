import CanonicalJSON
import DisputeModel

/// The new values that `correct` gives to keys of an event.
///
/// A correction replaces whole values. If only a part of a value is named (`details.force`, `due.on`), the other parts
/// are copied from the event as it is known.
struct Amendment {
    private let event: Event
    private var interpreter: InputInterpreter
    /// The corrected keys with their new values; null removes a key.
    private(set) var fields = JSONObject()

    init(of event: Event, _ interpreter: InputInterpreter) {
        self.event = event
        self.interpreter = interpreter
        self.interpreter.corrected = InputInterpreter.CorrectedAct(event)
    }

    /// Applies the options of `record`, then each `--set`. The date of the act is applied first, because due dates are
    /// interpreted relative to it.
    mutating func apply(_ act: ActOptions, _ settings: [String]) throws {
        apply(try act.fields(interpreter))
        let isTime = { (text: String) in text.hasPrefix("occurred=") || text.hasPrefix("on=") }
        for text in settings.filter(isTime) + settings.filter({ !isTime($0) }) { try set(text) }
    }

    private var occurred: JSON? { fields["occurred"] ?? event.fields["occurred"] }

    /// Applies `KEY=VALUE`; an empty value or `null` removes the key.
    private mutating func set(_ text: String) throws {
        guard let (name, value) = InputInterpreter.pair(text) else {
            throw InputInterpreter.noPair(text, "--set")
        }
        var path = name.split(separator: ".").map(String.init)[...]
        let key = path.removeFirst()
        let full = OptionNames.key(ofSetting: key)
        let isTaken = value.isEmpty || value == "null"
        guard !path.isEmpty else {
            fields[full] = isTaken ? .null : try whole(full, value)
            return
        }
        let old =
            fields[full]?.object ?? (fields[full] == nil ? event.fields[full]?.object : nil) ?? JSONObject()
        var new = old.setting(path: path, to: isTaken ? nil : try part(full, path, value))
        if full == "due", !isTaken {
            // A deadline (`on`) and a working date of our own (`about`) exclude each other.
            if path == ["on"] { new = new.setting(path: ["about"], to: nil).setting(path: ["note"], to: nil) }
            if path == ["about"] { new = new.setting(path: ["on"], to: nil) }
        }
        fields[full] = new.isEmpty ? .null : .object(new)
    }

    /// Objects are merged: only the parts that were given change.
    private mutating func apply(_ given: JSONObject) {
        for member in given.members {
            let (key, value) = (member.key, member.value)
            let isMerged = ["details", "quote", "speaker", "reportedBy"].contains(key)
            let old = isMerged ? fields[key]?.object ?? event.fields[key]?.object : nil
            fields[key] = value.object.flatMap { new in old.map { .object($0.merged(with: new)) } } ?? value
        }
    }

    private func whole(_ key: String, _ value: String) throws -> JSON {
        if value.hasPrefix("{") || value.hasPrefix("["), !Self.texts.contains(key) {
            return try JSON.parse(value)
        }
        switch key {
        case "actors", "addressees": return try interpreter.parties([value])
        case "inResponseTo", "about": return interpreter.events([value])
        case "tags": return .array(interpreter.items(value).map { .string($0) })
        case "occurred": return try interpreter.occurred(value, "occurred")
        case "sources": return .array([try interpreter.source(value)])
        case "quote": return ["text": .string(value)]
        case "speaker": return ["name": .string(value)]
        case "due": return ["on": try interpreter.due(value, "due", after: occurred)]
        case "expectsReply": return InputInterpreter.value(value)
        default: return .string(value)
        }
    }

    private func part(_ key: String, _ path: ArraySlice<String>, _ value: String) throws -> JSON {
        switch (key, path.first) {
        case ("details", _): InputInterpreter.value(value)
        case ("due", "on"), ("due", "about"): try interpreter.due(value, "due", after: occurred)
        case ("reportedBy", "party"): try interpreter.party(value)
        case ("quote", "translated"): InputInterpreter.value(value)
        default: .string(value)
        }
    }

    /// Keys whose value is text even if it begins with `{` or `[`.
    private static let texts: Set<String> = [
        "kind", "summary", "form", "mode", "channel", "condition", "scope", "occurredNote", "standing",
        "marking",
        "occurred",
    ]
}
