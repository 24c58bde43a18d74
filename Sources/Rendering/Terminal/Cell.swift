import TextSafety

/// What stands in one row of one column: paragraphs, one below the other.
package struct Cell: Hashable, Sendable {
    package var paragraphs: [Paragraph]

    package init(_ paragraphs: [Paragraph]) { self.paragraphs = paragraphs }
    package init(_ text: Text, hang: Int? = nil) { paragraphs = [Paragraph(text, hang: hang)] }
    package init(_ words: String, _ style: Style = .plain) { self.init(Text(words, style)) }

    /// Of its widest line, if there were all the room of the world; of lines that are wider than `most`, anything above it.
    func naturalWidth(upTo most: Int) -> Int {
        paragraphs.reduce(0) { widest, paragraph in
            let width =
                paragraph.text.plainWidth(within: .max)
                ?? paragraph.glyphs(to: most).wrapped(to: .max).map(\.width).max() ?? 0
            return max(widest, width)
        }
    }

    /// In a truncating column, one line for each paragraph.
    func lines(in column: Column, width: Int, on canvas: TerminalCanvas) -> [Line] {
        paragraphs.flatMap { paragraph -> [Line] in
            // Most is printable ASCII that fits: then there is nothing to be measured, cut or set apart.
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

    /// What a terminal gets of it on one line, without spaces at its end.
    struct Line {
        let drawn: String
        let width: Int

        static let empty = Line(drawn: "", width: 0)
    }
}

extension Cell: ExpressibleByStringLiteral {
    package init(stringLiteral words: String) { self.init(words) }
}

/// A text that begins on a line of its own.
package struct Paragraph: Hashable, Sendable {
    package var text: Text
    /// By how much its further lines are indented; nil: as its column says.
    package var hang: Int?
    /// It takes no more lines than these; what is left out is shown by `…`.
    package var limit: Int

    package init(_ text: Text, hang: Int? = nil, limit: Int = .max) {
        self.text = text
        self.hang = hang
        self.limit = max(1, limit)
    }

    /// What can be seen of it on lines of so many columns, and something more where there is more.
    func glyphs(to width: Int) -> [Glyph] {
        let (columns, isTooMany) = width.multipliedReportingOverflow(by: limit)
        return text.glyphs(multiline: true, for: isTooMany ? .max : columns)
    }

    func lines(to width: Int, hanging: Int) -> [[Glyph]] {
        let all = glyphs(to: width).wrapped(to: width, hanging: hanging)
        guard all.count > limit else { return all }
        let said = [all[limit - 1]] + all[limit...]
        // Where nothing but empty lines is left out, nothing is.
        guard let last = said.lazy.compactMap(\.last).first else { return Array(all[..<limit]) }
        // Room for the mark is made at the end of the last line: by its last word, if it has others.
        var end = all[limit - 1]
        if end.width + 1 > width, let space = end.lastIndex(where: \.isSpace), space > width / 2 {
            end.removeSubrange(space...)
        }
        while !end.isEmpty, end.width + 1 > width { end.removeLast() }
        return Array(all[..<(limit - 1)]) + [end.withoutTrailingSpaces + [last.ellipsis()]]
    }
}
