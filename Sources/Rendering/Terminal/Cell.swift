import TextSafety

/// The content of one column in one row: paragraphs, one below the other.
package struct Cell: Hashable, Sendable {
    /// The paragraphs, from top to bottom.
    package var paragraphs: [Paragraph]

    /// A cell of several paragraphs.
    package init(_ paragraphs: [Paragraph]) { self.paragraphs = paragraphs }
    /// A cell of one paragraph.
    package init(_ text: Text, hang: Int? = nil) { paragraphs = [Paragraph(text, hang: hang)] }
    /// A cell of one paragraph in one style.
    package init(_ words: String, _ style: Style = .plain) { self.init(Text(words, style)) }

    /// The width of its widest line if it were not wrapped. For lines wider than `most`, any value above `most`.
    func naturalWidth(upTo most: Int) -> Int {
        paragraphs.reduce(0) { widest, paragraph in
            let width =
                paragraph.text.plainWidth(within: .max)
                ?? paragraph.glyphs(to: most).wrapped(to: .max).map(\.width).max() ?? 0
            return max(widest, width)
        }
    }

    /// The lines of the cell in a column. In a column that truncates, each paragraph is one line.
    func lines(in column: Column, width: Int, on canvas: TerminalCanvas) -> [Line] {
        paragraphs.flatMap { paragraph -> [Line] in
            // The common case is printable ASCII that fits: nothing needs to be measured, cut or isolated.
            if width > 0, let plain = paragraph.text.plainWidth(within: width) {
                return [Line(drawn: canvas.draw(plain: paragraph.text), width: plain)]
            }
            if width > 0, case .wrap(let hang) = column.overflow, let plain = PlainLines(paragraph.text) {
                return plain.drawn(
                    to: width, hanging: paragraph.hang ?? hang, limit: paragraph.limit, on: canvas)
            }
            let lines =
                switch column.overflow {
                case .truncate: [paragraph.text.glyphs(for: width).truncated(to: width)]
                case .wrap(let hang): paragraph.lines(to: width, hanging: paragraph.hang ?? hang)
                }
            return lines.map { glyphs in
                let glyphs = glyphs.withoutTrailingSpaces
                return Line(drawn: canvas.draw(glyphs), width: glyphs.width)
            }
        }
    }

    /// One line as it is written to the terminal, without trailing spaces, and its width in columns.
    struct Line {
        let drawn: String
        let width: Int

        static let empty = Line(drawn: "", width: 0)
    }
}

extension Cell: ExpressibleByStringLiteral {
    /// A cell of plain text.
    package init(stringLiteral words: String) { self.init(words) }
}

/// A text that begins on a new line.
package struct Paragraph: Hashable, Sendable {
    /// The text, which may contain line ends.
    package var text: Text
    /// The indent of its lines after the first; nil: that of the column.
    package var hang: Int?
    /// The maximum number of lines; `…` marks what is left out.
    package var limit: Int

    /// A paragraph of styled text.
    ///
    /// - Parameters:
    ///   - text: the text, which may contain line ends.
    ///   - hang: the indent of the lines after the first; nil: that of the column.
    ///   - limit: the maximum number of lines, at least 1.
    package init(_ text: Text, hang: Int? = nil, limit: Int = .max) {
        self.text = text
        self.hang = hang
        self.limit = max(1, limit)
    }

    /// The glyphs that can be visible on `limit` lines of this width, and at least one more if there is more text.
    func glyphs(to width: Int) -> [Glyph] {
        let (columns, isTooMany) = width.multipliedReportingOverflow(by: limit)
        return text.glyphs(multiline: true, for: isTooMany ? .max : columns)
    }

    func lines(to width: Int, hanging: Int) -> [[Glyph]] {
        let all = glyphs(to: width).wrapped(to: width, hanging: hanging)
        guard all.count > limit else { return all }
        let said = [all[limit - 1]] + all[limit...]
        // If only empty lines are left out, no mark is needed.
        guard let last = said.lazy.compactMap(\.last).first else { return Array(all[..<limit]) }
        // Make room for the mark by dropping the last word of the last line, unless that would leave too little.
        var end = all[limit - 1]
        if end.width + 1 > width, let space = end.lastIndex(where: \.isSpace), space > width / 2 {
            end.removeSubrange(space...)
        }
        while !end.isEmpty, end.width + 1 > width { end.removeLast() }
        return Array(all[..<(limit - 1)]) + [end.withoutTrailingSpaces + [last.ellipsis()]]
    }
}
