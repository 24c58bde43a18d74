import TextSafety

/// One styled character: the unit in which lines are measured, cut and wrapped.
struct Glyph {
    let character: Character
    /// The number of terminal columns.
    let width: Int
    let style: Style
    /// The index of its field in the text; -1 for spaces that were added.
    let field: Int

    static func spaces(_ count: Int) -> [Glyph] {
        Array(repeating: Glyph(character: " ", width: 1, style: .plain, field: -1), count: max(0, count))
    }

    /// An ellipsis that replaces this glyph and what follows, in the same style and field.
    func ellipsis() -> Glyph { Glyph(character: "…", width: 1, style: style, field: field) }

    var isSpace: Bool { character == " " }
}

extension Text {
    /// Converts the text to glyphs. All text on a canvas passes through here and is sanitized, except printable
    /// ASCII, which is safe already.
    ///
    /// - Parameters:
    ///   - multiline: keep line ends, as glyphs to split at.
    ///   - columns: the number of columns available over all lines. Of a longer text only a beginning that exceeds them
    ///     is measured, so a very long text costs no more than a short one.
    func glyphs(multiline: Bool = false, for columns: Int = .max) -> [Glyph] {
        var room = columns
        var glyphs: [Glyph] = []
        for (index, field) in fields.enumerated() where room >= 0 {
            // Printable ASCII needs no measuring and is safe.
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
            glyphs += supported(sanitized(String(words), multiline: multiline)).map {
                Glyph(character: $0, width: $0.displayWidth, style: field.style, field: index)
            }
        }
        return glyphs
    }
}

extension String {
    /// A beginning that certainly exceeds `room` columns, or the whole string. Spaces are not counted, because trailing
    /// spaces are dropped; nor are control characters, whose replacement is not known here.
    fileprivate func beginning(over room: inout Int) -> Substring {
        // A short text is measured as a whole.
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

/// Puts a dotted circle before a leading combining mark, as the Unicode charts do. Otherwise the mark would combine
/// with the character before the field and could change its width.
private func supported(_ words: String) -> String {
    switch words.unicodeScalars.first?.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: "\u{25CC}" + words
    default: words
    }
}

extension [Glyph] {
    var width: Int { reduce(0) { $0 + $1.width } }

    /// The string for the terminal: each field in its style and, if it needs it, with isolates.
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
