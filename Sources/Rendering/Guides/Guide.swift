/// A guide as it is written: Markdown, of which it uses headings, paragraphs, lists, tables and blocks of code.
///
/// The same files are articles of DocC. A line that begins with any other mark of Markdown is a paragraph.
package struct Guide: Sendable {
    enum Block: Equatable {
        case heading(String, level: Int)
        case paragraph(String)
        /// `mark` is what stands before the item: `-` or `1.`.
        case item(String, mark: String)
        /// As it stands. `file`: the name under which the guide's other examples know it.
        case code([String], file: String?)
        /// The cells of the heading, then those of each row.
        case table([[String]])
    }

    let blocks: [Block]

    package init(_ markdown: String) {
        var reader = Reader(markdown)
        blocks = reader.blocks()
    }

    /// The first heading.
    package var title: String {
        for case .heading(let words, level: 1) in blocks { return words }
        return ""
    }

    /// The paragraph below the first heading: a sentence.
    package var abstract: String {
        for case .paragraph(let words) in blocks { return words }
        return ""
    }
}

/// Reads blocks line by line.
private struct Reader {
    private var lines: ArraySlice<Substring>

    init(_ markdown: String) {
        lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)[...]
    }

    mutating func blocks() -> [Guide.Block] {
        var blocks: [Guide.Block] = []
        while let line = lines.popFirst() {
            if line.isEmpty { continue }
            if line.hasPrefix("```") {
                blocks.append(code(line))
            } else if line.hasPrefix("#") {
                let level = line.prefix { $0 == "#" }.count
                blocks.append(.heading(String(line.dropFirst(level + 1)), level: level))
            } else if line.hasPrefix("|") {
                blocks.append(table(line))
            } else if let mark = Self.mark(line) {
                blocks.append(.item(paragraph(line.dropFirst(mark.utf8.count + 1)), mark: mark))
            } else {
                blocks.append(.paragraph(paragraph(line)))
            }
        }
        return blocks
    }

    private mutating func code(_ fence: Substring) -> Guide.Block {
        var code: [String] = []
        while let line = lines.popFirst(), !line.hasPrefix("```") { code.append(String(line)) }
        let words = fence.split(separator: " ")
        return .code(code, file: words.count == 2 ? String(words[1]) : nil)
    }

    private mutating func table(_ first: Substring) -> Guide.Block {
        var rows = [Self.cells(first)]
        while let line = lines.first, line.hasPrefix("|") {
            lines.removeFirst()
            // The second line divides the heading from the rows.
            if !line.allSatisfy({ "|-: ".contains($0) }) { rows.append(Self.cells(line)) }
        }
        return .table(rows)
    }

    /// `\|` is a bar within a cell.
    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isEscaped = false
        for character in line.dropFirst().dropLast() {
            if character == "|", !isEscaped {
                cells.append("")
            } else {
                if isEscaped, character != "|" { cells[cells.count - 1] += "\\" }
                if character != "\\" { cells[cells.count - 1].append(character) }
            }
            isEscaped = character == "\\"
        }
        return cells.map { cell in
            let trimmed = cell.drop { $0 == " " }
            return String(trimmed.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func mark(_ line: Substring) -> String? {
        if line.hasPrefix("- ") { return "-" }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty && line.dropFirst(digits.count).hasPrefix(". ") ? "\(digits)." : nil
    }

    /// A paragraph that has begun, up to an empty line or another block.
    private mutating func paragraph(_ first: Substring) -> String {
        var words = String(first)
        while let line = lines.first, !line.isEmpty, !line.hasPrefix("```"), !line.hasPrefix("|"),
            !line.hasPrefix("#"), Self.mark(line) == nil
        {
            words += " " + line.drop { $0 == " " }
            lines.removeFirst()
        }
        return words
    }
}
