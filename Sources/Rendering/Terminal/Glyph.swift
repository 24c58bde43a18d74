import TextSafety

/// One character on its way to the terminal: the unit in which lines are measured, cut and wrapped.
struct Glyph {
    let character: Character
    let width: Int
    let style: Style
    /// Which field of its text it is from.
    let field: Int

    static func spaces(_ count: Int) -> [Glyph] {
        Array(repeating: Glyph(character: " ", width: 1, style: .plain, field: -1), count: max(0, count))
    }

    /// Stands for what was left out, in the style of what it stands for.
    func ellipsis() -> Glyph { Glyph(character: "…", width: 1, style: style, field: field) }

    var isSpace: Bool { character == " " }
}

extension Text {
    /// The only way from words to the terminal: what comes out of it is harmless.
    ///
    /// - Parameter multiline: line ends stay, as glyphs to split at.
    /// - Parameter columns: how many there are for it, over all lines. Of a text that takes more, only a beginning that takes
    ///   more is measured: a treaty in a cell costs what a sentence costs.
    func glyphs(multiline: Bool = false, for columns: Int = .max) -> [Glyph] {
        var room = columns
        var glyphs: [Glyph] = []
        for (index, field) in fields.enumerated() where room >= 0 {
            // Of printable ASCII there is nothing to be measured or made harmless.
            if field.words.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
                for byte in field.words.utf8 {
                    guard room >= 0 else { break }
                    if room < .max, byte != UInt8(ascii: " ") { room -= 1 }
                    glyphs.append(
                        Glyph(
                            character: Character(Unicode.Scalar(byte)), width: 1, style: field.style,
                            field: index
                        ))
                }
                continue
            }
            let words = field.words.beginning(over: &room)
            glyphs += supported(harmless(String(words), multiline: multiline)).map {
                Glyph(character: $0, width: $0.displayWidth, style: field.style, field: index)
            }
        }
        return glyphs
    }
}

extension String {
    /// As much as is sure to take more than the room that there is, or all. Spaces take none, as those at the end of a line
    /// vanish; nor do controls, of which it is not seen here what they will be shown as.
    fileprivate func beginning(over room: inout Int) -> Substring {
        // So short a text can be measured as a whole.
        guard room < .max, utf8.count > room else { return self[...] }
        var end = startIndex
        while end < endIndex, room >= 0 {
            let character = self[end]
            if !character.isWhitespace, character.displayWidth > 0 { room -= 1 }
            formIndex(after: &end)
        }
        return self[..<end]
    }
}

/// A mark without a letter to stand on gets a dotted circle, as in Unicode's charts; otherwise it would join what
/// stands before the field, and could make that wider.
private func supported(_ words: String) -> String {
    switch words.unicodeScalars.first?.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: "\u{25CC}" + words
    default: words
    }
}

extension [Glyph] {
    var width: Int { reduce(0) { $0 + $1.width } }

    /// As the terminal gets them: each field in its style and, where it needs it, set apart.
    func drawn(colour: Bool, isolates: Bool) -> String {
        var result = ""
        var rest = self[...]
        while let first = rest.first {
            let field = rest.prefix { $0.field == first.field }
            rest = rest.dropFirst(field.count)
            var words = String(field.map(\.character))
            if isolates { words = isolated(words) }
            result += colour ? first.style.applied(to: words) : words
        }
        return result
    }
}
