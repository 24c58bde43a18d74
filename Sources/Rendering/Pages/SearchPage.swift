import Casebook
import DisputeModel

/// The events in which words were found, with what stands around them.
package struct SearchPage: Page {
    let hits: [SearchHit]
    let words: String
    let phrases: Phrases

    package init(_ hits: [SearchHit], for words: String, today: Day) {
        self.hits = hits
        self.words = words
        phrases = Phrases(today: today)
    }

    package func lines(on sheet: Sheet) -> [String] {
        guard !hits.isEmpty else { return sheet.lines("No event says “" + Text(words) + "”.", hanging: 2) }
        var table = Table([
            Column("", .right), Column(minimum: 16, maximum: 110, isFlexible: true, overflow: .wrap(hang: 2)),
        ])
        for hit in hits {
            let event = hit.mention.event
            let who = Phrases.who(event)
            let date =
                event.kind?.isRecord ?? false
                ? phrases.day(hit.mention.place.day) : phrases.date(event.occurred)
            let head =
                Phrases.marking(event) + Text(event.kindName, .strong) + (who.isEmpty ? "" : ", " + who)
                + Text(", \(date), ") + Text(event.dispute, .quiet)
                + (hit.mention.isRetracted ? Text(", retracted", .overdue) : "")
            let key = hit.key == "summary" ? "" : "\(hit.key): "
            let words = hit.before + hit.match + hit.after
            // What is written from right to left stays in one piece: pieces would be read from left to right.
            let snippet =
                isolated(words) == words
                ? Text(hit.before) + Text(hit.match, .changed) + Text(hit.after) : Text(words)
            table.add([
                Cell("#\(hit.mention.position)"),
                Cell([Paragraph(head), Paragraph("  " + Text(key) + snippet)]),
            ])
        }
        return table.lines(on: sheet) + ["", sheet.line(Text(Phrases.count(hits.count, "event"), .quiet))]
    }
}
