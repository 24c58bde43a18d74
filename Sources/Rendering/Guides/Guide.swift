/// A guide, parsed from the subset of Markdown that the guides use: headings, paragraphs, lists, tables and code
/// blocks.
///
/// The same files are DocC articles. A line that begins with any other Markdown syntax is read as a paragraph.
package struct Guide: Sendable {
    enum Block: Equatable {
        case heading(String, level: Int)
        case paragraph(String)
        /// A list item. `mark` is its marker: `-` or `1.`.
        case item(String, mark: String)
        /// The lines of a code block, unchanged. `file` is the file name after the fence's language, by which other
        /// examples of the guide refer to this one.
        case code([String], file: String?)
        /// The cells of the header row, then those of each further row.
        case table([[String]])
    }

    let blocks: [Block]

    /// Parses a guide. Never fails: what is not recognized is a paragraph.
    package init(_ markdown: String) {
        var reader = Reader(markdown)
        var blocks: [Block] = []
        while let block = reader.next() { blocks.append(block) }
        self.blocks = blocks
    }

    /// The first paragraph of a guide: one sentence that says what it is about. What follows it is not parsed.
    package static func abstract(of markdown: String) -> String? {
        var reader = Reader(markdown)
        while let block = reader.next() {
            if case .paragraph(let words) = block { return words }
        }
        return nil
    }
}

/// Parses a guide line by line.
private struct Reader {
    private var lines: ArraySlice<Substring>

    init(_ markdown: String) {
        lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)[...]
    }

    /// The next block; nil at the end.
    mutating func next() -> Guide.Block? {
        while let line = lines.popFirst() {
            if line.isEmpty { continue }
            if line.hasPrefix("```") { return code(line) }
            if line.hasPrefix("#") {
                let level = line.prefix { $0 == "#" }.count
                return .heading(String(line.dropFirst(level + 1)), level: level)
            }
            if line.hasPrefix("|") { return table(line) }
            if let mark = Self.mark(line) {
                return .item(paragraph(line.dropFirst(mark.utf8.count + 1)), mark: mark)
            }
            return .paragraph(paragraph(line))
        }
        return nil
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
            // Skip the delimiter row between the header and the other rows.
            if !line.allSatisfy({ "|-: ".contains($0) }) { rows.append(Self.cells(line)) }
        }
        return .table(rows)
    }

    /// The cells of one row, trimmed. `\|` is a literal bar.
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

    /// Reads the rest of a paragraph or list item, up to an empty line or the next block.
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
