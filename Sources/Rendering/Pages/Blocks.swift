import DisputeModel
import TextSafety

/// Headed lists one below the other whose columns line up: when, how far that is, what.
///
/// An empty block says `none`: silence is not an answer.
struct Blocks {
    private var rows: [Table.Row] = []
    private var hasDistances = false

    struct Row {
        var when: Text
        var distance: Text = ""
        var what: [Paragraph]
    }

    /// - Parameters:
    ///   - remark: what is said beside the heading.
    ///   - none: what is said there instead where there are no rows.
    ///   - more: what is said below the rows, of those that are not shown.
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
    /// The first line of a page: what it is, and at the right of which day it speaks; two lines where one is too short.
    func head(_ title: Text, _ dateline: Dateline) -> [String] {
        line(title, orAbove: dateline.words)
    }

    /// What stands at the right is not so far away that the eye loses the line; where there is no room, it stands above.
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
    /// `#28 rus-un-donation: ` and what it is about, in one line of small print.
    static func reference(_ dispute: String, _ position: Int, _ gist: Text = "") -> Paragraph {
        let reference = Text("\(EventNames.name(position)) ", .quiet) + Text(dispute, .quiet)
        return Paragraph(reference + (gist.isEmpty ? "" : (": " + gist).in(.quiet)), limit: 1)
    }
}
