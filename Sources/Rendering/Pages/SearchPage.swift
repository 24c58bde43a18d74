import Answers
import DisputeModel
import TextSafety

/// The events found by a search, each with a snippet around the match.
package struct SearchPage: Page {
    let answer: SearchAnswer
    let question: SearchQuestion
    let phrases: Phrases

    /// Shows the result of a search.
    ///
    /// - Parameters:
    ///   - answer: the events that were found.
    ///   - question: the search that found them.
    ///   - today: the current day; years other than its year are written out.
    package init(_ answer: SearchAnswer, to question: SearchQuestion, today: Day) {
        self.answer = answer
        self.question = question
        phrases = Phrases(today: today)
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        guard !answer.hits.isEmpty else {
            let none = Text(question.isNarrowed ? "There is no such event" : "No event")
            let saying = Text(question.isNarrowed ? " that says “" : " says “") + Text(question.words) + "”."
            return canvas.lines(none + (question.words.isEmpty ? "." : saying), hanging: 2)
        }
        var table = Table([
            Column("", .right), Column(minimum: 16, maximum: 110, isFlexible: true, overflow: .wrap(hang: 2)),
        ])
        for hit in answer.hits {
            let event = hit.mention.event
            let who = Phrases.who(event)
            let date =
                event.isRecord
                ? phrases.day(hit.mention.place.day) : phrases.date(event.occurred)
            let head =
                Phrases.marking(event) + Text(event.kindName, .strong) + (who.isEmpty ? "" : ", " + who)
                + Text(", \(date), ") + Text(event.dispute, .quiet)
                + (hit.mention.isRetracted ? Text(", retracted", .overdue) : "")
            let key = (hit.key == "summary" ? "" : "\(hit.key): ") + (hit.isEarlier ? "before: " : "")
            let words = hit.snippet.map(\.text).joined()
            // Right-to-left text stays one field: separate fields would be laid out from left to right.
            let snippet =
                isolated(words) == words
                ? hit.snippet.reduce(Text("")) { $0 + ($1.isMatch ? Text($1.text, .changed) : Text($1.text)) }
                : Text(words)
            table.add([
                Cell("\(EventNames.name(hit.mention.position))"),
                Cell([Paragraph(head), Paragraph("  " + Text(key) + snippet)]),
            ])
        }
        return table.lines(on: canvas) + [""] + canvas.lines(Text(count, .quiet), hanging: 2)
    }

    /// `20 events; 311 more: --limit N shows them.`
    private var count: String {
        let shown = Phrases.count(answer.hits.count, "event")
        guard answer.others > 0 else { return shown }
        let others = (answer.othersAreMore ? "more than " : "") + Phrases.grouped(answer.others) + " more"
        return "\(shown); \(others): --limit N shows them."
    }
}
