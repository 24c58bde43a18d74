/// Rows of cells in columns, laid out on a canvas and never wider than it.
///
///     var table = Table([Column("DISPUTE", isFlexible: true), Column("PHASE"), Column("LAST ACT", .right)])
///     table.add(["rus-un-donation", Cell("contested", .changed), "7 days"])
///     table.lines(on: TerminalCanvas(width: 80))
package struct Table: Sendable {
    /// The columns, from left to right.
    package var columns: [Column]
    /// The rows, from top to bottom.
    package var rows: [Row] = []
    /// Spaces before the first column.
    package var indent: Int

    /// A row of a table.
    package enum Row: Sendable {
        /// A cell for each column.
        case cells([Cell])
        /// A line across all columns: the heading of a block, a note.
        case across(Paragraph)
        /// An empty line.
        case blank
    }

    /// A table without rows, `indent` spaces from the left edge; a negative indent counts as 0.
    package init(_ columns: [Column], indent: Int = 0) {
        self.columns = columns
        self.indent = max(0, indent)
    }

    /// Adds a row. Missing cells at the end are empty; cells without a column are not shown.
    package mutating func add(_ cells: [Cell]) { rows.append(.cells(cells)) }
    /// Adds a line across all columns.
    package mutating func add(across text: Text, hang: Int = 0) {
        rows.append(.across(Paragraph(text, hang: hang)))
    }
    /// Adds an empty line.
    package mutating func addBlank() { rows.append(.blank) }

    /// The lines of the table: one with the headings if any column has one, then the rows.
    package func lines(on canvas: TerminalCanvas) -> [String] {
        let indent = min(indent, canvas.width / 2)
        let widths = ColumnWidths(columns, natural: naturalWidths(on: canvas), total: canvas.width - indent)
            .widths
        var lines: [String] = []
        if columns.contains(where: { !$0.heading.isEmpty }) {
            lines.append(
                drawn(
                    columns.enumerated().map { index, column in
                        let glyphs = column.heading.glyphs().truncated(to: widths[index])
                            .withoutTrailingSpaces
                        return Cell.Line(drawn: canvas.draw(glyphs), width: glyphs.width)
                    }, widths, indent)
            )
        }
        for row in rows {
            switch row {
            case .blank: lines.append("")
            case .across(let paragraph):
                lines += canvas.lines(paragraph.text, indent: indent, hanging: paragraph.hang ?? 0)
            case .cells(let cells):
                let laid = zip(zip(columns, widths), cells).map {
                    $1.lines(in: $0.0, width: $0.1, on: canvas)
                }
                for line in 0..<(laid.map(\.count).max() ?? 0) {
                    lines.append(drawn(laid.map { line < $0.count ? $0[line] : .empty }, widths, indent))
                }
            }
        }
        return lines
    }

    private func naturalWidths(on canvas: TerminalCanvas) -> [Int] {
        var natural = columns.map { $0.heading.glyphs().width }
        for case .cells(let cells) in rows {
            for (index, cell) in zip(natural.indices, cells) {
                let most = min(columns[index].maximum, canvas.width)
                natural[index] = max(natural[index], cell.naturalWidth(upTo: most))
            }
        }
        return natural
    }

    /// One line of cells, without trailing spaces.
    private func drawn(_ cells: [Cell.Line], _ widths: [Int], _ indent: Int) -> String {
        var line: [UInt8] = []
        var spaces = indent
        for (index, cell) in cells.enumerated() where widths[index] > 0 {
            let free = widths[index] - cell.width
            if !cell.drawn.isEmpty {
                if columns[index].alignment == .right { spaces += free }
                line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: spaces))
                line.append(contentsOf: cell.drawn.utf8)
                spaces = columns[index].alignment == .right ? 0 : free
            } else {
                spaces += free
            }
            spaces += ColumnWidths.gap
        }
        return String(decoding: line, as: UTF8.self)
    }
}
