import Answers
import CanonicalJSON
import DisputeModel

/// What was recorded lately, grouped by dispute, the newest last. The page is written piece by piece: its head, then
/// its parts.
package struct NewsPage {
    let dateline: Dateline

    /// A page for the day of `dateline`. What it shows is passed to its functions.
    package init(_ dateline: Dateline) { self.dateline = dateline }

    private var phrases: Phrases { dateline.phrases }

    /// The head: the number of events, how many the limit leaves out, and the arrivals (events that were recorded
    /// together).
    package func head(of news: News, on canvas: TerminalCanvas) -> [String] {
        let since = phrases.weekday(news.since)
        let head =
            news.count == 0
            ? "No news since \(since)" : "\(Phrases.count(news.count, "event")) recorded since \(since)"
        var lines = canvas.head(Text(head), dateline)
        if news.leftOut > 0 {
            let entries = Phrases.count(news.leftOut, "earlier entry is", "earlier entries are")
            lines += canvas.lines(Text("\(entries) not shown: --limit N shows more.", .quiet), hanging: 2)
        }
        guard !news.arrivals.isEmpty else { return lines }
        lines += [""] + canvas.lines(Text("Came in together", .strong) + Text("  --all shows each", .quiet))
        for arrival in news.arrivals {
            lines += canvas.lines(self.arrival(arrival), indent: 2, hanging: 2)
        }
        return lines
    }

    /// `#60 to #63: 4 events in border-fence, 24 Nov 09:00 UTC`.
    private func arrival(_ arrival: Arrival) -> Text {
        var disputes = arrival.disputes.prefix(3).map { Text($0) }
        let others = arrival.disputes.count - disputes.count
        if others > 0 { disputes.append(Text(Phrases.count(others, "other dispute"))) }
        var list = Text(disputes.isEmpty ? "the log itself" : "")
        for (number, dispute) in disputes.enumerated() {
            list += number == 0 ? dispute : Text(number == disputes.count - 1 ? " and " : ", ") + dispute
        }
        return Text("\(EventNames.name(arrival.first)) to \(EventNames.name(arrival.last)): ")
            + Text(Phrases.count(arrival.count, "event"), .strong) + " in " + list
            + Text(", \(phrases.day(arrival.recordedAt.day)) \(Phrases.clock(arrival.recordedAt)) UTC")
    }

    /// The rows of one part, with the dispute as heading if the part is the first of its dispute.
    package func lines(of part: News.Part, on canvas: TerminalCanvas) -> [String] {
        var table = Table(
            [
                Column("", .right), Column(maximum: 11, overflow: .wrap(hang: 2)),
                Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2)),
            ], indent: 2)
        for mention in part.mentions { table.add(row(mention, part)) }
        guard part.isFirst else { return table.lines(on: canvas) }
        let name = part.dispute.isEmpty ? Text("The log itself", .strong) : Text(part.dispute, .strong)
        let title = part.title.isEmpty ? "" : "  " + Text(part.title, .quiet)
        return [""] + canvas.lines(name + title, hanging: 2) + table.lines(on: canvas)
    }

    private func row(_ mention: Mention, _ part: News.Part) -> [Cell] {
        let event = mention.event
        let number = Cell("\(EventNames.name(mention.position))")
        if event.isRecord {
            return [
                number, Cell(phrases.day(mention.place.day)),
                Cell([Paragraph(said(of: mention, part), limit: 3)]),
            ]
        }
        var what = [Paragraph(Phrases.report(event), limit: 3)]
        if let late = phrases.lateness(event) { what.append(Paragraph(Text(late, .soft))) }
        if mention.isRetracted { what.append(Paragraph(Text("retracted since", .overdue))) }
        return [number, Cell(phrases.date(event.occurred)), Cell(what)]
    }

    /// `correction of #19 alleged-act (details): why`.
    private func said(of mention: Mention, _ part: News.Part) -> Text {
        let event = mention.event
        let target = part.targetOf[mention.position]
        let about =
            target.map { Text("\(EventNames.name($0)) ") + Text(part.targets[$0]?.event.kindName ?? "") }
            ?? ""
        let keys =
            event.details["fields"]?.object.map { " (" + Text($0.keys.joined(separator: ", ")) + ")" } ?? ""
        let gist = Phrases.gist(event)
        return Phrases.recordEvent(event, on: about) + keys + Phrases.verdict(event)
            + (gist.isEmpty ? "" : ": " + gist)
    }
}
