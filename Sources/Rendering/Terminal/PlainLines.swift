/// A fast path for text of printable ASCII, where each byte takes one column. It gives the same lines as
/// `Paragraph.lines`, which uses `wrapped(to:hanging:)`, without making a glyph for each byte.
struct PlainLines {
    private let bytes: [UInt8]
    /// The style of each field, and the offset of its end.
    private let fields: [(style: Style, end: Int)]

    /// A range of the bytes, after an indent.
    private struct Line {
        var range: Range<Int>
        let indent: Int
        /// The index of the last byte of a line that ends in `…`; the ellipsis gets the style of that byte. nil if
        /// nothing was cut.
        var cut: Int?

        var width: Int { indent + range.count + (cut == nil ? 0 : 1) }
    }

    /// nil if the text contains anything but printable ASCII, or begins with a space: leading spaces are kept, unlike
    /// spaces at a break.
    init?(_ text: Text) {
        guard text.fields.first?.words.utf8.first != space, text.plainWidth != nil else { return nil }
        var bytes: [UInt8] = []
        var fields: [(style: Style, end: Int)] = []
        for field in text.fields {
            bytes.append(contentsOf: field.words.utf8)
            fields.append((field.style, bytes.count))
        }
        (self.bytes, self.fields) = (bytes, fields)
    }

    /// The lines as they are written to the terminal, with their widths.
    func drawn(to columns: Int, hanging: Int, limit: Int, on canvas: TerminalCanvas) -> [Cell.Line] {
        lines(to: columns, hanging: hanging, limit: limit).map {
            Cell.Line(drawn: draw($0, colour: canvas.colour), width: $0.width)
        }
    }

    private func lines(to columns: Int, hanging: Int, limit: Int) -> [Line] {
        let hanging = min(max(0, hanging), columns / 2, max(0, columns - 2))
        var lines: [Line] = []
        var rest = bytes.indices
        repeat {
            guard lines.count < limit else {
                lines[limit - 1] = shortened(lines[limit - 1], to: columns)
                break
            }
            let indent = lines.isEmpty ? 0 : hanging
            let end = lineEnd(rest, columns - indent)
            let line = withoutTrailingSpaces(rest.lowerBound..<end)
            lines.append(Line(range: line, indent: line.isEmpty ? 0 : indent))
            rest = (bytes[end...].firstIndex { $0 != space } ?? bytes.count)..<bytes.count
        } while !rest.isEmpty
        return lines
    }

    /// The end of the line: the last space that fits, else the last break within a word, else the last byte that fits.
    private func lineEnd(_ rest: Range<Int>, _ columns: Int) -> Int {
        guard rest.count > columns else { return rest.upperBound }
        let (start, end) = (rest.lowerBound, rest.lowerBound + columns)
        var index = end
        while index > start {
            if bytes[index] == space { return index }
            index -= 1
        }
        index = end
        while index > start {
            if Self.endsPart(bytes[index - 1]) { return index }
            index -= 1
        }
        return end
    }

    /// Whether a word that is longer than a line should rather be broken after this byte.
    private static func endsPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private func withoutTrailingSpaces(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<((bytes[range].lastIndex { $0 != space } ?? range.lowerBound - 1) + 1)
    }

    /// The line with `…` at its end. If there is no room, its last word is dropped, unless that would leave too little;
    /// then its last byte is.
    private func shortened(_ line: Line, to columns: Int) -> Line {
        var line = line
        line.cut = line.range.upperBound - 1
        guard line.width > columns else { return line }
        let range = line.range
        if let last = bytes[range].lastIndex(of: space), last - range.lowerBound + line.indent > columns / 2 {
            line.range = range.lowerBound..<last
        } else {
            line.range = range.lowerBound..<max(range.lowerBound, range.upperBound - 1)
        }
        line.range = withoutTrailingSpaces(line.range)
        return line
    }

    private func draw(_ line: Line, colour: Bool) -> String {
        var words: [UInt8] = Array(repeating: space, count: line.indent)
        guard colour else {
            words += bytes[line.range]
            if line.cut != nil { words += Self.ellipsis }
            return String(decoding: words, as: UTF8.self)
        }
        var drawn = String(decoding: words, as: UTF8.self)
        var start = 0
        for (style, end) in fields {
            var part = Array(bytes[line.range.clamped(to: start..<end)])
            if let cut = line.cut, (start..<end).contains(cut) { part += Self.ellipsis }
            drawn += style.applied(to: String(decoding: part, as: UTF8.self))
            start = end
        }
        return drawn
    }

    private static let ellipsis = Array("\u{2026}".utf8)
}

private let space = UInt8(ascii: " ")
