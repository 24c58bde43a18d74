import CanonicalJSON
import DisputeModel

/// Events to be filed together: all of them or none.
struct Drafts {
    var events: [JSONObject]
    /// Whether they were given as a list; the answer is then a list too.
    let isList: Bool
    /// What was typed for the keys of the event; nil for events that were given as JSON.
    private let names: OptionNames?

    /// An event that was given by the options and arguments of a command.
    init(_ event: JSONObject, _ names: OptionNames? = nil) {
        events = [event]
        isList = false
        self.names = names ?? OptionNames(Event(event).recordKind)
    }

    /// Reads one JSON object, an array of objects, or one object per line.
    ///
    /// - Throws: `JSONError` or `CommandError` if the input is anything else, or empty.
    init(json next: () throws -> String?, file: String) throws {
        names = nil
        var lines: [String] = []
        while let line = try next() { lines.append(line) }
        guard let first = lines.first(where: { !trimmed($0).isEmpty }) else { throw Self.nothing(in: file) }
        let values: [JSON]
        do {
            let whole = try JSON.parse(lines.joined(separator: "\n"))
            isList = whole.array != nil
            values = whole.array ?? [whole]
        } catch {
            // If the first line is valid JSON, the input has one value per line; otherwise it is a single value with an
            // error.
            guard lines.count > 1, (try? JSON.parse(first)) != nil else { throw error }
            isList = true
            values = try Self.values(of: lines, file)
        }
        events = try values.map { value in
            guard let object = value.object else {
                throw CommandError(
                    "\(file) contains something that is not a JSON object.",
                    "Give one object, a list of them, or one object per line.", code: ExitStatus.dataError)
            }
            return object
        }
        if events.isEmpty { throw Self.nothing(in: file) }
    }

    /// Runs `body`, which files the events. The errors that it throws about an event name what was typed.
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
        try names?.naming(body) ?? body()
    }

    /// Refuses events in which a text contains only white space.
    func refuseBlankTexts() throws {
        let blank = events.lazy.compactMap { Self.blankText(in: .object($0), "") }.first
        guard let blank else { return }
        try naming { () -> Void in throw FilingError.emptyValue(key: blank) }
    }

    /// The path of the first text that contains only white space; nil if there is none.
    private static func blankText(in value: JSON, _ key: String) -> String? {
        switch value {
        case .string(let text): !text.isEmpty && trimmed(text).isEmpty ? key : nil
        case .array(let list): list.lazy.compactMap { blankText(in: $0, key) }.first
        case .object(let object):
            object.members.lazy.compactMap { member in
                blankText(in: member.value, key.isEmpty ? member.key : "\(key).\(member.key)")
            }.first
        default: nil
        }
    }

    private static func values(of lines: [String], _ file: String) throws -> [JSON] {
        try lines.enumerated().filter { !trimmed($1).isEmpty }.map { number, line in
            do throws(JSONError) {
                return try JSON.parse(line)
            } catch {
                throw CommandError(
                    "Line \(number + 1) of \(file) has \(error.reason), at byte \(error.offset).",
                    "Correct it and try again; nothing was recorded.", code: ExitStatus.dataError)
            }
        }
    }

    private static func nothing(in file: String) -> CommandError {
        CommandError(
            "There is no event in \(file).", "Give one JSON object, a list of them, or one object per line.",
            code: ExitStatus.dataError)
    }
}
