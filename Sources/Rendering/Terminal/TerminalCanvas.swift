import TextSafety

/// What text is laid out for: the width of the terminal, and what it can show.
package struct TerminalCanvas: Hashable, Sendable {
    /// The maximum width of a line, in terminal columns.
    package var width: Int
    /// Whether styles are shown, with escape sequences.
    package var colour: Bool
    /// Whether fields that are written from right to left are wrapped in directional isolates, which are invisible.
    package var isolates: Bool

    package init(width: Int, colour: Bool = false, isolates: Bool = true) {
        self.width = max(0, width)
        self.colour = colour
        self.isolates = isolates
    }

    /// One line, cut if it is too long.
    package func line(_ text: Text, indent: Int = 0) -> String {
        draw(
            Glyph.spaces(min(indent, width))
                + text.glyphs(for: max(0, width - indent)).truncated(to: width - indent))
    }

    /// One line with text at both ends. If there is no room for both, the left text is cut first.
    package func line(_ left: Text, right: Text) -> String {
        let end = right.glyphs(for: width).truncated(to: width)
        let begin = left.glyphs(for: width).truncated(to: width - end.width - 2)
        return draw(begin + Glyph.spaces(width - begin.width - end.width) + end)
    }

    /// The text wrapped to lines; all but the first are indented by `hanging` more.
    package func lines(_ text: Text, indent: Int = 0, hanging: Int = 0) -> [String] {
        let indent = min(max(0, indent), width / 2)
        return text.glyphs(multiline: true).wrapped(to: width - indent, hanging: hanging)
            .map { draw($0.isEmpty ? [] : Glyph.spaces(indent) + $0) }
    }

    /// Draws a text that is known to be printable ASCII.
    func draw(plain text: Text) -> String {
        guard colour else { return text.plain }
        return text.fields.reduce(into: "") { $0 += $1.style.applied(to: $1.words) }
    }

    func draw(_ glyphs: [Glyph]) -> String { glyphs.drawn(colour: colour, isolates: isolates) }
}
