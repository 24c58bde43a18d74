import CanonicalJSON
import DisputeModel
import Glibc

/// Events that are to be filed together: all of them or none.
struct Drafts {
    var events: [JSONObject]
    /// Whether the answer is a list too.
    let isList: Bool

    init(_ event: JSONObject) {
        events = [event]
        isList = false
    }

    /// Reads one object, a list of them, or one a line.
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
            // One a line, if the first line is a whole one; otherwise it is one value with a fault in it.
            guard lines.count > 1, (try? JSON.parse(first)) != nil else { throw error }
            isList = true
            values = try Self.values(of: lines, file)
        }
        events = try values.map { value in
            guard let object = value.object else {
                throw CommandError(
                    "\(file) holds something that is no JSON object.",
                    "Give one object, a list of them, or one a line.", code: EX_DATAERR)
            }
            return object
        }
        if events.isEmpty { throw Self.nothing(in: file) }
    }

    /// What says nothing is left out, and not filed as white space.
    func refuseBlankTexts() throws(FilingError) {
        for event in events {
            guard let key = Self.blankText(in: .object(event), "") else { continue }
            // As the form of an event names it.
            throw .emptyValue(key: key.split(separator: ".").last.map(String.init) ?? key)
        }
    }

    /// The key of the first text in it that is white space and no more.
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
                    "Line \(number + 1) of \(file) has \(error.problem), at byte \(error.offset).",
                    "Mend it and try again; nothing was filed.", code: EX_DATAERR)
            }
        }
    }

    private static func nothing(in file: String) -> CommandError {
        CommandError(
            "There is no event in \(file).", "Give one JSON object, a list of them, or one a line.",
            code: EX_DATAERR)
    }
}
