import TextSafety

/// What is written on: how wide it is, and what its reader's terminal can show.
package struct TerminalCanvas: Hashable, Sendable {
    /// No line is wider.
    package var width: Int
    package var colour: Bool
    /// Whether a field that is written from right to left is set apart by (invisible) isolates.
    package var isolates: Bool

    package init(width: Int, colour: Bool = false, isolates: Bool = true) {
        self.width = max(0, width)
        self.colour = colour
        self.isolates = isolates
    }

    /// One line, cut where it is too long.
    package func line(_ text: Text, indent: Int = 0) -> String {
        draw(
            Glyph.spaces(min(indent, width))
                + text.glyphs(for: max(0, width - indent)).truncated(to: width - indent))
    }

    /// One line with something at its right margin, which goes before the left where there is no room for both.
    package func line(_ left: Text, right: Text) -> String {
        let end = right.glyphs(for: width).truncated(to: width)
        let begin = left.glyphs(for: width).truncated(to: width - end.width - 2)
        return draw(begin + Glyph.spaces(width - begin.width - end.width) + end)
    }

    /// As many lines as it takes, all but the first of them indented by `hanging` more.
    package func lines(_ text: Text, indent: Int = 0, hanging: Int = 0) -> [String] {
        let indent = min(max(0, indent), width / 2)
        return text.glyphs(multiline: true).wrapped(to: width - indent, hanging: hanging)
            .map { draw($0.isEmpty ? [] : Glyph.spaces(indent) + $0) }
    }

    /// A text of printable ASCII.
    func draw(plain text: Text) -> String {
        guard colour else { return text.plain }
        return text.fields.reduce(into: "") { $0 += $1.style.applied(to: $1.words) }
    }

    func draw(_ glyphs: [Glyph]) -> String { glyphs.drawn(colour: colour, isolates: isolates) }
}
