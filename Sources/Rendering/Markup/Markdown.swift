import TextSafety

/// Escapes text so that Markdown displays exactly that text.
///
/// Everything that CommonMark, GitHub or a template engine might read as markup gets a backslash, including what would
/// start
/// a heading, a list or a rule at the beginning of a line. A backslash does not keep GitHub from linking an address or
/// mentioning a user by `@name`, so each `@` is followed by a WORD JOINER (U+2060), which has no width.
package enum Markdown {
    /// The text as one line. Each field that is written from right to left is isolated from the fields around it.
    package static func line(_ text: Text) -> String {
        let words = text.fields.map { isolated(escaped($0.words)) }.joined()
        return withPlainBeginning(words)
    }

    private static func escaped(_ words: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(sanitized(words).unicodeScalars)
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

    /// Whether the colon belongs to a URL: `http://…`, `mailto:…`, `xmpp:…`.
    private static func isAddress(_ scalars: [Unicode.Scalar], colon index: Int) -> Bool {
        if index + 1 < scalars.count, scalars[index + 1] == "/" { return true }
        let before = String(String.UnicodeScalarView(scalars[..<index].suffix(6))).lowercased()
        return before.hasSuffix("mailto") || before.hasSuffix("xmpp")
    }

    private static func isAfterWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
    }

    /// Escapes a leading `1.`, `1)`, `+` or `-`, and drops leading spaces: after the hyphen of a list item they would
    /// start a nested list or block.
    private static func withPlainBeginning(_ words: String) -> String {
        let line = words.drop { $0 == " " }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line[digits.endIndex...]
        guard let next = rest.unicodeScalars.first else { return String(line) }
        let isMarker = digits.isEmpty ? next == "-" || next == "+" : next == "." || next == ")"
        return isMarker ? "\(digits)\\\(rest)" : String(line)
    }
}
