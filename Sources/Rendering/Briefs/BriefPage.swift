import Answers
import DisputeModel

/// A brief as a page in the terminal.
package struct BriefPage: Page {
    private let brief: Brief

    /// Shows a brief in the terminal.
    package init(_ brief: Brief) { self.brief = brief }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        var lines = canvas.head(Text(brief.briefing.status.dispute, .strong), brief.dateline)
        lines += canvas.lines(Text(brief.title), hanging: 2)
        if let restriction = brief.restriction { lines += canvas.lines(Text(restriction, .overdue)) }
        var table = Table(
            [Column(), Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 0))])
        for section in brief.sections {
            table.addBlank()
            table.add(across: Text(section.title.uppercased(), .heading))
            for sentence in section.sentences {
                table.add(["·", Cell(sentence.words + " " + Text(sentence.events.words, .quiet))])
            }
        }
        table.addBlank()
        table.add(across: Text("EVENTS AND SOURCES", .heading))
        lines += table.lines(on: canvas)
        var sources = Table(
            [
                Column("", .right),
                Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2)),
            ])
        for mention in brief.events {
            sources.add([Cell("\(EventNames.name(mention.position))"), Cell(brief.source(mention))])
        }
        return lines + sources.lines(on: canvas)
    }
}
