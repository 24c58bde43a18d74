/// A guide as a page in the terminal.
package struct GuidePage: Page {
    private let guide: Guide
    /// The command that prints another guide, given the name of its file: `TwoTimes` → `chancery help two-times`.
    private let command: @Sendable (String) -> String

    /// Shows a guide in the terminal.
    ///
    /// - Parameters:
    ///   - guide: the parsed guide.
    ///   - command: returns the command that prints another guide, given the name of its file.
    package init(_ guide: Guide, command: @escaping @Sendable (String) -> String) {
        self.guide = guide
        self.command = command
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        var lines: [String] = []
        var wasItem = false
        for block in guide.blocks {
            let isItem = if case .item = block { true } else { false }
            if !lines.isEmpty, !(wasItem && isItem) { lines.append("") }
            wasItem = isItem
            lines += self.lines(of: block, on: canvas)
        }
        return lines
    }

    private func lines(of block: Guide.Block, on canvas: TerminalCanvas) -> [String] {
        switch block {
        case .heading(let words, let level):
            canvas.lines(Text(level < 3 ? words.uppercased() : words, level == 1 ? .strong : .heading))
        case .paragraph(let words): canvas.lines(text(words))
        case .item(let words, let mark):
            canvas.lines(Text(mark + " ") + text(words), hanging: mark.utf8.count + 1)
        // Code is not wrapped: the program's output already fits a terminal, and commands must be copied exactly.
        case .code(let code, let file):
            (file.map { canvas.lines(Text("\($0):", .quiet)) } ?? []) + code
        case .table(let rows): table(rows, on: canvas)
        }
    }

    // MARK: Tables

    /// The least width of the last column; if there is less room, the table is written as a list.
    private static let narrowest = 36

    private func table(_ rows: [[String]], on canvas: TerminalCanvas) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.count > column ? text($0[column]).displayWidth : 0 }.max() ?? 0
        }
        let before = widths.dropLast().reduce(0) { $0 + $1 + ColumnWidths.gap }
        guard count > 1, before + min(widths[count - 1], Self.narrowest) <= canvas.width else {
            return list(rows, on: canvas)
        }
        var table = Table(
            rows[0].enumerated().map { index, heading in
                index == count - 1
                    ? Column(heading.uppercased(), minimum: 8, isFlexible: true, overflow: .wrap(hang: 0))
                    : Column(heading.uppercased())
            })
        for row in rows.dropFirst() { table.add(row.map { Cell([Paragraph(text($0))]) }) }
        return table.lines(on: canvas)
    }

    /// A table as a list: the first cell of each row, then its other cells indented, with their headings if there are
    /// several.
    private func list(_ rows: [[String]], on canvas: TerminalCanvas) -> [String] {
        rows.dropFirst().flatMap { row -> [String] in
            canvas.lines(text(row[0]), hanging: 4)
                + zip(rows[0], row).dropFirst().filter { !$1.isEmpty }.flatMap { heading, cell in
                    canvas.lines(
                        (row.count > 2 ? Text("\(heading): ", .quiet) : "") + text(cell), indent: 4)
                }
        }
    }

    // MARK: Words

    /// Inline Markdown as styled text. Code keeps its backticks, so that it is not mistaken for prose.
    private func text(_ words: String) -> Text {
        var text = Text("")
        var rest = words[...]
        var plain = ""
        func end() { if !plain.isEmpty { text += Text(plain) } }
        while let first = rest.first {
            if first == "`", let code = rest.dropFirst().firstIndex(of: "`") {
                plain += rest[...code]
                rest = rest[rest.index(after: code)...]
            } else if rest.hasPrefix("**"), let strong = rest.dropFirst(2).firstRange(of: "**") {
                end()
                plain = ""
                text += Text(
                    String(rest[rest.index(rest.startIndex, offsetBy: 2)..<strong.lowerBound]), .strong)
                rest = rest[strong.upperBound...]
            } else if first == "*", let close = rest.dropFirst().firstIndex(of: "*") {
                end()
                plain = ""
                text += Text(String(rest[rest.index(after: rest.startIndex)..<close]), .strong)
                rest = rest[rest.index(after: close)...]
            } else if rest.hasPrefix("<doc:"), let close = rest.firstIndex(of: ">") {
                plain += "`\(command(String(rest.dropFirst(5)[..<close])))`"
                rest = rest[rest.index(after: close)...]
            } else if first == "[", let middle = rest.firstRange(of: "]("),
                let close = rest[middle.upperBound...].firstIndex(of: ")")
            {
                plain += "\(rest.dropFirst()[..<middle.lowerBound]) (\(rest[middle.upperBound..<close]))"
                rest = rest[rest.index(after: close)...]
            } else {
                plain.append(rest.removeFirst())
            }
        }
        end()
        return text
    }
}
