import TextSafety

/// The side of a column on which text is aligned.
package enum Alignment: Sendable { case left, right }

/// The text cut to `columns` terminal columns, the last of them `…`; unchanged if it fits.
package func truncated(_ text: String, to columns: Int) -> String {
    Text(text).glyphs(for: max(0, columns)).truncated(to: columns).drawn(colour: false, isolates: false)
}

/// The text padded with spaces to `columns` terminal columns, never cut.
package func padded(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    let words = sanitized(text)
    let spaces = String(repeating: " ", count: max(0, columns - words.displayWidth))
    return alignment == .left ? words + spaces : spaces + words
}

/// The text as lines of at most `columns` terminal columns, broken between words. All lines but the first are indented
/// by `hanging`.
package func wrapped(_ text: String, to columns: Int, hanging: Int = 0) -> [String] {
    Text(text).glyphs(multiline: true).wrapped(to: columns, hanging: hanging)
        .map { $0.drawn(colour: false, isolates: false) }
}

extension [Glyph] {
    func truncated(to columns: Int) -> [Glyph] {
        guard width > columns else { return self }
        guard columns > 0 else { return [] }
        var kept = 0
        var room = columns - 1
        while self[kept].width <= room {
            room -= self[kept].width
            kept += 1
        }
        let omission = self[kept].ellipsis()
        return Array(prefix(kept)).withoutTrailingSpaces + [omission]
    }

    var withoutTrailingSpaces: [Glyph] {
        Array(prefix((lastIndex { !$0.isSpace } ?? -1) + 1))
    }
}
