import DisputeModel
import TextSafety

/// Lists with headings, one below the other, with aligned columns: when, how far away that is, what.
///
/// An empty list says `none`, so that its absence cannot be misread.
struct Blocks {
    private var rows: [Table.Row] = []
    private var hasDistances = false

    struct Row {
        var when: Text
        var distance: Text = ""
        var what: [Paragraph]
    }

    /// - Parameters:
    ///   - recordEvent: a note after the heading.
    ///   - none: the note that replaces it if there are no rows.
    ///   - more: a line below the rows about those that are not shown.
    mutating func add(
        _ heading: String, _ recordEvent: String = "", none: String = "none", rows: [Row], more: String? = nil
    ) {
        if !self.rows.isEmpty { self.rows.append(.blank) }
        let beside = rows.isEmpty ? none : recordEvent
        let title = Text(heading, .heading) + (beside.isEmpty ? "" : Text("  " + beside, .quiet))
        self.rows.append(.across(Paragraph(title, hang: 2)))
        for row in rows {
            hasDistances = hasDistances || !row.distance.isEmpty
            self.rows.append(.cells([Cell("  " + row.when), Cell(row.distance), Cell(row.what)]))
        }
        if let more { self.rows.append(.across(Paragraph("  " + Text(more, .quiet), hang: 2))) }
    }

    func lines(on canvas: TerminalCanvas) -> [String] {
        let what = Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2))
        var table = Table(hasDistances ? [Column(), Column(), what] : [Column(), what])
        table.rows = rows.map { row in
            if case .cells(let cells) = row, !hasDistances { .cells([cells[0], cells[2]]) } else { row }
        }
        return table.lines(on: canvas)
    }
}

extension TerminalCanvas {
    /// The first line of a page: its title, and the day it is about at the right; two lines if they do not fit on one.
    func head(_ title: Text, _ dateline: Dateline) -> [String] {
        line(title, orAbove: dateline.words)
    }

    /// A line with text at its right end, or two lines, the right text first, if both do not fit. The line is at most
    /// 120 columns wide, so that the eye can follow it.
    func line(_ left: Text, orAbove right: Text) -> [String] {
        var canvas = self
        canvas.width = min(width, 120)
        if left.displayWidth + 2 + right.displayWidth <= canvas.width {
            return [canvas.line(left, right: right)]
        }
        return [canvas.line("", right: right)] + canvas.lines(left, hanging: 2)
    }
}

extension Phrases {
    /// `#28 rus-un-donation: ` and the gist, quiet and limited to one line.
    static func reference(_ dispute: String, _ position: Int, _ gist: Text = "") -> Paragraph {
        let reference = Text("\(EventNames.name(position)) ", .quiet) + Text(dispute, .quiet)
        return Paragraph(reference + (gist.isEmpty ? "" : (": " + gist).in(.quiet)), limit: 1)
    }
}
