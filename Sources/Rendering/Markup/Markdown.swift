import TextSafety

/// Words as Markdown that shows nothing but these words.
///
/// What CommonMark, GitHub or a template engine might take for markup stands behind a backslash; what may begin a line as
/// a heading, a list or a rule does too. A backslash does not keep GitHub from making a link of an address or calling a
/// user by `@name`, so a WORD JOINER, which takes no room, stands behind each `@`.
package enum Markdown {
    /// One line; each field is set apart from the direction of the others.
    package static func line(_ text: Text) -> String {
        let words = text.fields.map { isolated(escaped($0.words)) }.joined()
        return withPlainBeginning(words)
    }

    private static func escaped(_ words: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(harmless(words).unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "&", "#", "|", "~", "$", "{", "}", "^", "=":
                result.append("\\")
                result.append(scalar)
            case ":" where isAddress(scalars, colon: index):
                result.append(contentsOf: "\\:".unicodeScalars)
            case "." where isAfterWWW(scalars[..<index]): result.append(contentsOf: "\\.".unicodeScalars)
            case "@": result.append(contentsOf: "\\@\u{2060}".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// `http://…`, `mailto:…`, `xmpp:…`.
    private static func isAddress(_ scalars: [Unicode.Scalar], colon index: Int) -> Bool {
        if index + 1 < scalars.count, scalars[index + 1] == "/" { return true }
        let before = String(String.UnicodeScalarView(scalars[..<index].suffix(6))).lowercased()
        return before.hasSuffix("mailto") || before.hasSuffix("xmpp")
    }

    private static func isAfterWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
    }

    /// Behind a list's hyphen, `1.`, `+`, `-` or spaces would begin a list or a block within it.
    private static func withPlainBeginning(_ words: String) -> String {
        let line = words.drop { $0 == " " }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line[digits.endIndex...]
        guard let next = rest.unicodeScalars.first else { return String(line) }
        let isMarker = digits.isEmpty ? next == "-" || next == "+" : next == "." || next == ")"
        return isMarker ? "\(digits)\\\(rest)" : String(line)
    }
}
