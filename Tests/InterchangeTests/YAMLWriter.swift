import Seeds

/// Makes up documents of all that mappings may be written in.
struct YAMLWriter {
    private var dice: SplitMix64
    private var names = 0

    init(seed: UInt64) { dice = SplitMix64(seed: seed) }

    mutating func document() -> String {
        let start = dice.pick(["", "", "---\n", "# a\n\n", "# a\n--- # b\n\n"])
        let text = start + (dice.chance(70) ? section(indent: 0, depth: 0) : list(indent: 0, depth: 0))
        switch dice.below(5) {
        case 0: return text.replacing("\n", with: "\r\n")
        case 1: return text.replacing("\n", with: "\r")
        default: return text
        }
    }

    // MARK: By indentation. Each ends with a line's end.

    private mutating func section(indent: Int, depth: Int) -> String {
        (0..<dice.within(1...4)).map { number in
            let name = name(maximum: 12)
            return (number == 0 ? "" : margin(indent)) + name + dice.pick([":", ":", " :"])
                + value(indent: indent, isNamed: true, depth: depth + 1)
        }.joined()
    }

    private mutating func list(indent: Int, depth: Int) -> String {
        (0..<dice.within(1...4)).map { number in
            (number == 0 ? "" : margin(indent)) + "-"
                + value(indent: indent, isNamed: false, depth: depth + 1)
        }.joined()
    }

    /// Behind a colon or a dash.
    private mutating func value(indent: Int, isNamed: Bool, depth: Int) -> String {
        let inner = indent + dice.within(1...4)
        switch dice.below(depth < 5 ? 12 : 7) {
        case 0: return dice.pick(["", " ~", " null", "  # nothing"]) + ending()
        case 1, 2: return " " + plain(inBrackets: false, indent: inner) + comment() + ending()
        case 3, 4: return " " + quoted(indent: inner) + comment() + ending()
        case 5: return " " + blockText(indent: inner)
        case 6, 7: return " " + bracketed(depth: depth) + comment() + ending()
        case 8: return note() + ending() + spaces(inner) + section(indent: inner, depth: depth)
        case 9:
            let indent = isNamed && dice.chance(40) ? indent : inner
            return note() + ending() + spaces(indent) + list(indent: indent, depth: depth)
        case 10 where !isNamed: return spaces(inner - indent) + section(indent: inner + 1, depth: depth)
        case 11 where !isNamed: return spaces(inner - indent) + list(indent: inner + 1, depth: depth)
        default:
            return ending() + spaces(inner) + plain(inBrackets: false, indent: inner) + comment() + ending()
        }
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// The indentation of a line, perhaps with lines before it that say nothing.
    private mutating func margin(_ indent: Int) -> String {
        dice.pick(["", "", "", "", "\n", "# note\n", "   \n", "      # far in\n"]) + spaces(indent)
    }

    private mutating func comment() -> String { dice.pick(["", "", "", " # note", "\t#: {", "  "]) }

    /// Behind a dash no tab may stand.
    private mutating func note() -> String { dice.pick(["", "", "", " # note", "  "]) }

    private mutating func ending() -> String { dice.pick(["\n", "\n", "\n", "\n\n", "\n# line\n"]) }

    // MARK: In brackets

    private mutating func bracketed(depth: Int) -> String {
        let isList = dice.chance(50)
        let entries = (0..<dice.within(0...4)).map { _ in
            isList && !dice.chance(15)
                ? inner(depth: depth + 1)
                : dice.chance(15)
                    ? name(maximum: 6)
                    : "\(name(maximum: 6))\(dice.pick([": ", " : "]))\(inner(depth: depth + 1))"
        }
        let ends = isList ? ("[", "]") : ("{", "}")
        let comma = dice.chance(20) && !entries.isEmpty ? "," : ""
        return ends.0 + gap() + entries.joined(separator: ",\(dice.pick(["", " "]))\(gap())") + comma + gap()
            + ends.1
    }

    private mutating func inner(depth: Int) -> String {
        switch dice.below(depth < 5 ? 6 : 4) {
        case 0, 1: return plain(inBrackets: true, indent: 0)
        case 2, 3: return quoted(indent: 1)
        default: return bracketed(depth: depth)
        }
    }

    private mutating func gap() -> String { dice.pick(["", "", "", " ", "\n ", "\n\n    ", " # note\n  "]) }

    // MARK: Texts

    /// One that is not in the document yet.
    private mutating func name(maximum: Int) -> String {
        names += 1
        let word = "\(dice.pick(["a", "é", "to", "null", "no"]))\(names)"
        return dice.pick([word, word, "'\(word)'", "\"\(word)\"", "\(word) x"])
    }

    private mutating func plain(inBrackets: Bool, indent: Int) -> String {
        let start = dice.pick(["a", "NO", "7", "-1", "é", "x:y", "a#b", ".5", "0x1F", "<<", "=", "(b)", "$"])
        let words = ["b", "c's", "\"d\"", "e:f", "#g".replacing("#", with: "h#"), "!", "&", "*", "%", "@"]
        var text = start
        for _ in 0..<dice.below(4) {
            text += dice.choose([
                (8, " "), (2, "   "), (1, "\n\(spaces(indent))"), (1, "  \n\n\(spaces(indent + 1))"),
            ])
            text += dice.pick(inBrackets ? words : words + ["[x]", "{y}", "z,", "?", "- t"])
        }
        return text
    }

    private mutating func quoted(indent: Int) -> String {
        let isDouble = dice.chance(60)
        let words =
            ["a", ": ", " # b", "{c | d}", "[", ", ", "é", "- ", "   ", "\t", "?"]
            + (isDouble
                ? [
                    "\\n", "\\t", "\\\"", "\\\\", "\\x41", "\\u00E9", "\\U0001F600", "\\0", "\\/", "\\_", "'",
                    "\\L",
                ]
                : ["''", "\"", "\\", "\\n"])
        let breaks =
            ["\n\(spaces(indent))", "  \n\n\(spaces(indent))"] + (isDouble ? ["\\\n\(spaces(indent))"] : [])
        let text = (0..<dice.below(7)).map { _ in dice.chance(12) ? dice.pick(breaks) : dice.pick(words) }
        return isDouble ? "\"\(text.joined())\"" : "'\(text.joined())'"
    }

    private mutating func blockText(indent: Int) -> String {
        // The outer indentation is not known here, so none is announced.
        let header = dice.pick(["|", ">"]) + dice.pick(["", "-", "+"]) + dice.pick(["", "", " # note"])
        var isFirst = true
        let lines = (0..<dice.within(0...5)).map { _ in
            let line = dice.pick(["a", "b: c", "# d", "- e", "{f", "'g", "   h", "\ti", "", ""])
            guard !line.isEmpty else { return "" }
            // By the first line it is seen how far the text is indented.
            defer { isFirst = false }
            return spaces(indent) + (isFirst ? "x" : "") + line
        }
        return "\(header)\n" + lines.map { $0 + "\n" }.joined()
    }
}
