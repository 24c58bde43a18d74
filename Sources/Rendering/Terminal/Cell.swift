/// What stands in one row of one column: paragraphs, one below the other.
package struct Cell: Hashable, Sendable {
    package var paragraphs: [Paragraph]

    package init(_ paragraphs: [Paragraph]) { self.paragraphs = paragraphs }
    package init(_ text: Text, hang: Int? = nil) { paragraphs = [Paragraph(text, hang: hang)] }
    package init(_ words: String, _ ink: Ink = .plain) { self.init(Text(words, ink)) }

    /// Of its widest line, if there were all the room of the world.
    var naturalWidth: Int {
        paragraphs.flatMap { $0.text.glyphs(multiline: true).wrapped(to: .max) }.map(\.width).max() ?? 0
    }

    /// In a truncating column, one line for each paragraph.
    func lines(in column: Column, width: Int) -> [[Glyph]] {
        paragraphs.flatMap { paragraph in
            switch column.overflow {
            case .truncate: [paragraph.text.glyphs().truncated(to: width)]
            case .wrap(let hang):
                paragraph.text.glyphs(multiline: true).wrapped(to: width, hanging: paragraph.hang ?? hang)
            }
        }
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

    package init(_ text: Text, hang: Int? = nil) {
        self.text = text
        self.hang = hang
    }
}
