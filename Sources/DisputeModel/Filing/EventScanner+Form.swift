import CanonicalJSON

/// A cache of which values are well-formed, so that a value that many events have is checked once. Valid for one
/// register of parties.
package struct WellFormedValues {
    /// By the index of the key in `EventForm.keys`.
    private var values = [InternTable](repeating: InternTable(), count: EventForm.keys.count)
    private var answers = [[Bool]](repeating: [], count: EventForm.keys.count)

    /// The number of values of one key above which the cache of that key is emptied.
    private static let most = 8192

    package init() {}

    fileprivate mutating func answer(_ key: Int, _ range: Range<Int>, _ text: RawSpan, _ make: () -> Bool)
        -> Bool
    {
        if values[key].count >= Self.most {
            values[key].removeAll()
            answers[key] = []
        }
        let (number, isNew) = values[key].intern(range, of: text)
        if isNew { answers[key].append(make()) }
        return answers[key][number]
    }
}

extension EventScanner {
    /// Whether the event that was scanned last is an act that certainly has the form of section 1, as
    /// `EventForm.check` requires it. Where this is false, the form may still be correct: `EventForm.check` decides.
    package mutating func isWellFormedAct(
        _ event: EventDigest, _ text: Span<UInt8>, _ form: EventForm, _ known: inout WellFormedValues
    ) -> Bool {
        // Kinds with further requirements are left to `EventForm.check`.
        guard whole == nil, isCanonical, text.count <= EventForm.longestText, let kind = event.kind,
            !kind.isRecord, kind.detail == nil, kind.reply != .extends
        else { return false }
        if kind.acts == .side || kind.acts == .twoSides, symbols.parties(event.actors).isEmpty {
            return false
        }
        let bytes = text.bytes
        var hasRecorder = false
        for member in members {
            guard let key = Self.keys.number(of: member.key, in: bytes) else { return false }
            let value = member.value
            let isWellFormed =
                switch EventForm.keys[key] {
                case "id", "kind", "summary", "form", "mode", "channel", "condition", "scope",
                    "occurredNote", "key":
                    Self.isWords(value, bytes)
                case "recordedBy":
                    Self.isWords(value, bytes)
                case "dispute":
                    known.answer(key, value, bytes) {
                        bytes.plainString(value).map { DisputeID(bytes.string($0)) != nil } ?? false
                    }
                // Without correct values of these there would be no digest that was read in place.
                case "recordedAt", "standing", "inResponseTo", "about": true
                case "expectsReply":
                    bytes[value.lowerBound] == UInt8(ascii: "t")
                        || bytes[value.lowerBound] == UInt8(ascii: "f")
                case "occurred", "actors", "addressees", "tags", "marking", "due", "speaker", "reportedBy":
                    known.answer(key, value, bytes) { form.isWellFormed(EventForm.keys[key], value, bytes) }
                case "target": false
                default: form.isWellFormed(EventForm.keys[key], value, bytes)
                }
            guard isWellFormed else { return false }
            hasRecorder = hasRecorder || EventForm.keys[key] == "recordedBy"
        }
        return hasRecorder
    }

    private static let keys: InternTable = {
        var table = InternTable()
        for key in EventForm.keys { _ = table.intern(key) }
        return table
    }()

    private static func isWords(_ value: Range<Int>, _ bytes: RawSpan) -> Bool {
        value.count > 2 && bytes[value.lowerBound] == UInt8(ascii: "\"")
    }
}

extension EventForm {
    fileprivate func isWellFormed(_ key: String, _ value: Range<Int>, _ bytes: RawSpan) -> Bool {
        guard let json = JSON.value(value, of: bytes) else { return false }
        do {
            try refuseEmpty(json, key: key, isCorrection: false)
            try checkValue(key, json)
            return true
        } catch {
            return false
        }
    }
}
