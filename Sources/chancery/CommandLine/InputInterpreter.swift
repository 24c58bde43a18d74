import CanonicalJSON
import DisputeModel
import Rendering

/// Converts user input to values of an event: names to codes, `yesterday` to a date, `17` to a reference.
///
/// It reports what it cannot interpret. Whether an event may contain the value is checked later, when the event is
/// filed.
struct InputInterpreter {
    let parties: PartyRegister
    /// The party to whom the log belongs; nil if the log does not say.
    let own: Party?
    let today: Day
    let wallClock: WallClock
    /// Reports the chosen meaning if the input was ambiguous.
    let note: (String) -> Void
    /// The act that is being corrected; nil if the input describes a new event.
    var corrected: CorrectedAct?

    /// The known dates of an act that is being corrected.
    struct CorrectedAct {
        /// The day relative to which other dates are interpreted.
        let day: Day
        /// The last day on which the act can have happened, in any time zone.
        let lastDay: Day

        init(_ event: Event) {
            let recorded = event.recordedAt ?? Instant(milliseconds: 0)
            day = event.occurred?.firstDay ?? recorded.day
            lastDay = recorded.inEarliestZone.day
        }
    }

    // MARK: Who

    func party(_ words: String) throws -> JSON {
        .string(try parties.meant(by: words, own: own).reference)
    }

    /// Parties separated by commas. A name may contain a comma itself: `Korea, Rep., Gambia, The`.
    func parties(_ texts: [String]) throws -> JSON {
        .array(try texts.flatMap { text in try names(items(text)[...]).map { try party($0) } })
    }

    /// Joins consecutive parts that are one name. Two parts that are both names stay separate.
    private func names(_ parts: ArraySlice<String>) -> [String] {
        var (names, rest) = ([String](), parts)
        while let first = rest.popFirst() {
            var name = first
            if !isSomebody(first) || rest.first.map(isSomebody) == false {
                for count in 1...2 where count <= rest.count {
                    let whole = ([first] + rest.prefix(count)).joined(separator: ", ")
                    guard isSomebody(whole) else { continue }
                    (name, rest) = (whole, rest.dropFirst(count))
                    break
                }
            }
            names.append(name)
        }
        return names
    }

    private func isSomebody(_ words: String) -> Bool {
        PartyRegister.isOwn(words) || parties.find(words) != nil
    }

    // MARK: When

    /// The date of an act. If the act is being corrected, `9 nov` means the one nearest to its present date.
    func occurred(_ words: String, _ option: String) throws -> JSON {
        guard let corrected else { return try time(words, option) }
        return try time(words, option, towards: .near(last: corrected.lastDay), from: corrected.day)
    }

    /// The date of something, as EDTF.
    ///
    /// - Parameter option: the name of the option, for error messages.
    func time(
        _ words: String, _ option: String, towards direction: SpokenDate.Direction = .past,
        from day: Day? = nil
    ) throws -> JSON {
        var leftOut: (day: Day, minute: Int)?
        let date = SpokenDate.edtf(words, today: today, towards: direction, from: day) { day, minute in
            let offsets = wallClock.offsets(day, minute)
            if offsets.isEmpty { leftOut = (day, minute) }
            if offsets.count > 1 {
                note(
                    "The clock showed \(Self.clock(minute)) twice on \(Phrases.day(day)). The first is used; for "
                        + "the second, write the time with its zone, as in 14:30+01:00.")
            }
            return offsets.first
        }
        if let leftOut {
            throw CommandError(
                "There was no \(Self.clock(leftOut.minute)) on \(Phrases.day(leftOut.day)) here: the clock was set "
                    + "forward over it.",
                "Write the time that you mean with its zone, as in 14:30+01:00.", code: ExitStatus.dataError)
        }
        guard let date else {
            throw CommandError(
                "\"\(words)\" is not a valid date for \(option).",
                "Write 2021-11-10, yesterday, mon 14:30, 10 nov, by 10 nov, late september, 2021-08/2021-11-10.",
                code: ExitStatus.dataError)
        }
        return .string(date.text)
    }

    private static func clock(_ minute: Int) -> String {
        let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A due date: the next such day after the act, even if it is before today.
    func due(_ words: String, _ option: String, after occurred: JSON?) throws -> JSON {
        let act = occurred?.string.flatMap { EDTF($0) }?.firstDay ?? corrected?.day ?? today
        return try day(words, option, towards: .future, from: act)
    }

    func day(
        _ words: String, _ option: String, towards direction: SpokenDate.Direction, from start: Day? = nil
    ) throws -> JSON {
        guard let day = SpokenDate.day(words, today: today, towards: direction, from: start) else {
            throw CommandError(
                "\"\(words)\" is not a valid day for \(option).",
                "Write 2021-11-18, friday, 18 nov, or 7 days.",
                code: ExitStatus.dataError)
        }
        return .string(day.description)
    }

    // MARK: What

    /// Events by position or id, separated by commas or spaces.
    func events(_ texts: [String]) -> JSON {
        let names = texts.flatMap { $0.split { $0 == "," || $0.isWhitespace } }
        return .array(names.map { .string(Self.event(String($0))) })
    }

    /// A reference to an event: `17` becomes `#17`; an id stays unchanged.
    static func event(_ name: String) -> String { Int(name) == nil ? name : "#\(name)" }

    /// Parses a source: `CITATION | URL | PUBLISHED | reliability=B2 | id=tass-1`. Only the citation is required. The
    /// other parts are recognized by their form; a part that is not recognized belongs to the citation.
    func source(_ text: String) throws -> JSON {
        var source = JSONObject()
        var citation: [String] = []
        for part in text.split(separator: " | ").map({ trimmed($0) }) {
            let (key, value) = Self.pair(part) ?? ("", "")
            switch key {
            case "id", "url", "reliability", "citation": source[key] = .string(value)
            case "published": source[key] = try time(value, "a source's published=")
            default:
                if part.hasPrefix("https://") || part.hasPrefix("http://") {
                    source["url"] = .string(part)
                } else if !citation.isEmpty, let published = EDTF(part) {
                    source["published"] = .string(published.text)
                } else {
                    citation.append(part)
                }
            }
        }
        if !citation.isEmpty { source["citation"] = .string(citation.joined(separator: " | ")) }
        return .object(source)
    }

    /// A value as JSON: `true`, `false`, integers, JSON objects and arrays are read as such; everything else is text.
    static func value(_ text: String) -> JSON {
        if text == "true" || text == "false" { return .bool(text == "true") }
        if let number = Int(text), String(number) == text, JSON.integerRange.contains(number) {
            return .integer(number)
        }
        if text.hasPrefix("{") || text.hasPrefix("["), let json = try? JSON.parse(text) { return json }
        return .string(text)
    }

    /// Parses `KEY=VALUE` pairs for `details`. A full stop in a key leads into a nested object.
    func details(_ pairs: [String], _ option: String, into object: JSONObject = JSONObject()) throws
        -> JSONObject
    {
        try pairs.reduce(into: object) { object, text in
            guard let (key, value) = Self.pair(text) else { throw Self.noPair(text, option) }
            object = object.setting(
                path: key.split(separator: ".").map(String.init)[...], to: Self.value(value))
        }
    }

    /// Splits `KEY=VALUE` at the first `=`; nil if there is no key.
    static func pair(_ text: String) -> (key: String, value: String)? {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
        let key = text[..<equals]
        guard key.allSatisfy({ !$0.isWhitespace }), key.contains(where: { $0 != "." }) else { return nil }
        return (String(key), String(text[text.index(after: equals)...]))
    }

    static func noPair(_ text: String, _ option: String) -> CommandError {
        .usage(
            "\"\(text)\" is not a KEY=VALUE, which \(option) needs.",
            "Write it with an equals sign: \(option) KEY=VALUE.")
    }

    func items(_ text: String) -> [String] {
        text.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
    }
}

/// The text without white space at both ends.
func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
}

extension JSONObject {
    /// A copy with the value at the end of a path of keys; nil removes it, and objects that become empty.
    func setting(path: ArraySlice<String>, to value: JSON?) -> JSONObject {
        var object = self
        guard let key = path.first else { return object }
        if path.count == 1 {
            object[key] = value
        } else {
            let inner = (object[key]?.object ?? JSONObject()).setting(path: path.dropFirst(), to: value)
            object[key] = inner.isEmpty ? nil : .object(inner)
        }
        return object
    }

    /// A copy with the members of another object, which replace its own.
    func merged(with other: JSONObject) -> JSONObject {
        other.members.reduce(into: self) { $0[$1.key] = $1.value }
    }
}
