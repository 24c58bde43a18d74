import CanonicalJSON
import DisputeModel

/// Events to be filed together: all of them or none.
struct Drafts {
    var events: [JSONObject]
    /// Whether they were given as a list; the answer is then a list too.
    let isList: Bool

    init(_ event: JSONObject) {
        events = [event]
        isList = false
    }

    /// Reads one JSON object, an array of objects, or one object per line.
    ///
    /// - Throws: `JSONError` or `CommandError` if the input is anything else, or empty.
    init(json next: () throws -> String?, file: String) throws {
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

    /// Refuses events in which a text contains only white space.
    func refuseBlankTexts() throws(FilingError) {
        for event in events {
            guard let key = Self.blankText(in: .object(event), "") else { continue }
            // Name the key without its path, as in the form of an event.
            throw .emptyValue(key: key.split(separator: ".").last.map(String.init) ?? key)
        }
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
