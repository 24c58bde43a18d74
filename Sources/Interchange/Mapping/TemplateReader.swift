import Casebook
import TextSafety

/// Parses a template: `gdelt:{GLOBALEVENTID}`, `{a, b | pair | lower}`, `{note?}`, `{name | between "(" ")" |
/// party}`.
struct TemplateReader {
    private let words: String
    private let setting: YAMLNode
    private let scope: Scope
    private var rest: Substring

    static func read(_ words: String, _ setting: YAMLNode, _ scope: Scope) throws(MappingError) -> Template {
        var reader = TemplateReader(words: words, setting: setting, scope: scope, rest: words[...])
        return try reader.template()
    }

    private mutating func template() throws(MappingError) -> Template {
        var pieces: [Template.Piece] = []
        var plain = ""
        while let character = rest.popFirst() {
            if (character == "{" || character == "}"), rest.first == character {
                rest.removeFirst()
                plain.append(character)
            } else if character == "{" {
                if !plain.isEmpty { pieces.append(.words(plain)) }
                plain = ""
                pieces.append(.placeholder(try placeholder()))
            } else if character == "}" {
                throw wrong(
                    "There is a } without a {", "Write }} if you mean the character itself.")
            } else {
                plain.append(character)
            }
        }
        if !plain.isEmpty { pieces.append(.words(plain)) }
        return Template(pieces: pieces)
    }

    private mutating func placeholder() throws(MappingError) -> Template.Placeholder {
        var names = [try name()]
        while read(",") { names.append(try name()) }
        let isOptional = read("?")
        var filters: [(name: String, arguments: [String])] = []
        while read("|") { filters.append(try filter()) }
        guard read("}") else {
            throw wrong(
                "A placeholder is not closed", "Write {NAME}, or {NAME | FILTER}; {{ stands for a brace.")
        }
        if filters.first?.name == "pair" {
            filters.removeFirst()
            guard names.count == 2 else { throw wrong("pair takes two names", "Write {ONE, OTHER | pair}.") }
        } else if names.count > 1 {
            throw wrong("A placeholder holds one name", "Two go with pair: {ONE, OTHER | pair}.")
        }
        var sources: [Source] = []
        for name in names { sources.append(try scope.source(name, setting)) }
        var made: [Filter] = []
        for filter in filters { made.append(try self.filter(filter.name, filter.arguments)) }
        return Template.Placeholder(
            sources: sources, name: names.joined(separator: ", "), isOptional: isOptional, filters: made)
    }

    private mutating func name() throws(MappingError) -> String {
        skipSpace()
        if let quoted = try quotedWords() { return quoted }
        let name = String(rest.prefix { !"|,?}{".contains($0) })
        rest = rest.dropFirst(name.count)
        guard !name.trimmed.isEmpty else {
            throw wrong("A placeholder has no name in it", "Write {NAME}; {{ stands for a brace.")
        }
        return name.trimmed
    }

    private mutating func filter() throws(MappingError) -> (name: String, arguments: [String]) {
        skipSpace()
        let name = String(rest.prefix { $0.isLetter || $0.isNumber })
        rest = rest.dropFirst(name.count)
        var arguments: [String] = []
        while true {
            skipSpace()
            if let quoted = try quotedWords() {
                arguments.append(quoted)
                continue
            }
            let word = String(rest.prefix { !$0.isWhitespace && !"|}".contains($0) })
            guard !word.isEmpty else { return (name, arguments) }
            rest = rest.dropFirst(word.count)
            arguments.append(word)
        }
    }

    /// A text in single or double quotation marks, if one begins here.
    private mutating func quotedWords() throws(MappingError) -> String? {
        guard let mark = rest.first, mark == "\"" || mark == "'" else { return nil }
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: mark) else {
            throw wrong("A quotation mark is not closed", "Close it before the brace.")
        }
        rest = inside[inside.index(after: end)...]
        return String(inside[..<end])
    }

    private mutating func read(_ mark: Character) -> Bool {
        skipSpace()
        guard rest.first == mark else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

    private func wrong(_ what: String, _ remedy: String) -> MappingError {
        setting.wrong("\(what): \(quoted(words)).", remedy)
    }
}

extension TemplateReader {
    /// The number of arguments of each filter. The guide "Your own tables" describes the filters.
    private static let counts: [String: ClosedRange<Int>] = [
        "lower": 0...0, "upper": 0...0, "trim": 0...0, "slug": 0...0, "path": 0...0, "number": 0...0,
        "code": 1...2, "party": 0...0, "name": 0...0, "pair": 0...0, "iso2": 0...0, "split": 1...1,
        "plus": 1...2, "between": 2...2, "before": 1...1, "after": 1...1, "replace": 2...2, "else": 1...1,
    ]

    /// Reads the arguments of `plus`: a length such as `"60 days"`, or the name of a source, optionally
    /// followed by a unit.
    private func span(_ words: [String]) throws(MappingError) -> TimeSpan {
        if words.count == 1, let count = TimeSpan.Count(words[0], unit: nil) {
            return TimeSpan(length: .fixed(count))
        }
        if words.count == 2, Int(words[0]) != nil,
            let count = TimeSpan.Count(words.joined(separator: " "), unit: nil)
        {
            return TimeSpan(length: .fixed(count))
        }
        let source = try scope.source(words[0], setting)
        guard words.count == 2 else { return TimeSpan(length: .said(source, name: words[0], unit: .days)) }
        guard let unit = TimeSpan.Unit(rawValue: words[1].hasSuffix("s") ? words[1] : words[1] + "s") else {
            throw setting.wrong(
                "\(quoted(words[1])) is not a unit of time.",
                suggestion(words[1], among: TimeSpan.Unit.allCases.map(\.rawValue)))
        }
        return TimeSpan(length: .said(source, name: words[0], unit: unit))
    }

    private func filter(_ name: String, _ arguments: [String]) throws(MappingError) -> Filter {
        guard let count = Self.counts[name] else {
            throw setting.wrong(
                "There is no filter \"\(name)\".", suggestion(name, among: Self.counts.keys.sorted()))
        }
        guard count.contains(arguments.count) else {
            let marks =
                count.count > 1 ? "one word or two" : ["no words", "one word", "two words"][count.lowerBound]
            throw setting.wrong(
                "The filter \"\(name)\" needs \(marks) after it, and has \(arguments.count).",
                "Put words with spaces or marks in them between quotation marks.")
        }
        let words = arguments
        switch name {
        case "lower": return .lower
        case "upper": return .upper
        case "trim": return .trim
        case "slug": return .slug
        case "path": return .path
        case "number": return .number
        case "party": return .party(scope.parties)
        case "name": return .name(scope.parties)
        case "between": return .between(words[0], words[1])
        case "before": return .before(words[0])
        case "after": return .after(words[0])
        case "replace": return .replace(words[0], by: words[1])
        case "else": return .otherwise(words[0])
        case "iso2": return .alpha2
        case "split":
            guard !words[0].isEmpty else {
                throw setting.wrong(
                    "split does not say where to split.", "Write the mark between the parts: split \";\".")
            }
            return .split(words[0])
        case "plus": return .plus(try span(words))
        case "code":
            guard let table = scope.codes[words[0]] else {
                throw setting.wrong(
                    "There is no code table \"\(words[0])\".",
                    suggestion(words[0], among: scope.codes.keys.sorted()))
            }
            guard words.count == 2 else { return .code(table) }
            return .code(table, on: (try scope.source(words[1], setting), words[1]))
        default:
            throw setting.wrong("pair comes first, after two names.", "Write {ONE, OTHER | pair}.")
        }
    }
}
