import Casebook

/// Reads a template's words: `gdelt:{GLOBALEVENTID}`, `{a, b | pair | lower}`, `{note?}`, `{name | between "(" ")" | party}`.
struct TemplateReader {
    private let words: String
    private let setting: Setting
    private let scope: Scope
    private var rest: Substring

    static func read(_ words: String, _ setting: Setting, _ scope: Scope) throws(MappingError) -> Template {
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
                    "A brace is closed that was not opened", "Write }} for a brace that is meant as one.")
            } else {
                plain.append(character)
            }
        }
        if !plain.isEmpty { pieces.append(.words(plain)) }
        return Template(pieces: pieces)
    }

    private mutating func placeholder() throws(MappingError) -> Template.Placeholder {
        var names = [try name()]
        while take(",") { names.append(try name()) }
        let isOptional = take("?")
        var filters: [(name: String, arguments: [String])] = []
        while take("|") { filters.append(try filter()) }
        guard take("}") else {
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
        let name = String(rest.prefix { $0.isLetter })
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

    /// Words between quotation marks of one kind, if such stand here.
    private mutating func quotedWords() throws(MappingError) -> String? {
        guard let mark = rest.first, mark == "\"" || mark == "'" else { return nil }
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: mark) else {
            throw wrong("A quotation mark is not closed", "Close it before the brace.")
        }
        rest = inside[inside.index(after: end)...]
        return String(inside[..<end])
    }

    private mutating func take(_ mark: Character) -> Bool {
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
    /// How many words each filter takes; a table of the README says what they do.
    private static let counts = [
        "lower": 0, "upper": 0, "trim": 0, "slug": 0, "path": 0, "number": 0, "code": 1, "party": 0,
        "name": 0, "pair": 0,
        "between": 2, "before": 1, "after": 1, "replace": 2, "else": 1,
    ]

    private func filter(_ name: String, _ arguments: [String]) throws(MappingError) -> Filter {
        guard let count = Self.counts[name] else {
            throw setting.wrong(
                "There is no filter \"\(name)\".", suggestion(name, among: Self.counts.keys.sorted()))
        }
        guard arguments.count == count else {
            let marks = ["no words", "one word", "two words"][count]
            throw setting.wrong(
                "The filter \"\(name)\" takes \(marks) behind it, and has \(arguments.count).",
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
        case "code":
            guard let table = scope.codes[words[0]] else {
                throw setting.wrong(
                    "There is no code table \"\(words[0])\".",
                    suggestion(words[0], among: scope.codes.keys.sorted()))
            }
            return .code(table)
        default:
            throw setting.wrong("pair comes first, behind two names.", "Write {ONE, OTHER | pair}.")
        }
    }
}
