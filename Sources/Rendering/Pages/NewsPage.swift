import Casebook
import DisputeModel

/// What has been recorded lately, dispute by dispute; the newest just above the prompt.
package struct NewsPage: Page {
    let news: News
    let dateline: Dateline

    package init(_ news: News, _ dateline: Dateline) {
        self.news = news
        self.dateline = dateline
    }

    private var phrases: Phrases { dateline.phrases }

    package func lines(on sheet: Sheet) -> [String] {
        let count = news.items.reduce(0) { $0 + $1.mentions.count }
        let since = phrases.weekday(news.since)
        let head =
            count == 0 ? "No news since \(since)" : "\(Phrases.count(count, "event")) recorded since \(since)"
        var lines = sheet.head(Text(head), dateline)
        for item in news.items {
            var table = Table(
                [
                    Column("", .right), Column(maximum: 11, overflow: .wrap(hang: 2)),
                    Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2)),
                ], indent: 2)
            for mention in item.mentions { table.add(row(mention)) }
            let name = item.dispute.isEmpty ? Text("The log itself", .strong) : Text(item.dispute, .strong)
            lines +=
                [""]
                + sheet.lines(name + (item.title.isEmpty ? "" : "  " + Text(item.title, .quiet)), hanging: 2)
            lines += table.lines(on: sheet)
        }
        return lines
    }

    private func row(_ mention: Mention) -> [Cell] {
        let event = mention.event
        let number = Cell("\(EventNames.name(mention.position))")
        if event.kind?.isRecord ?? false {
            return [
                number, Cell(phrases.day(mention.place.day)), Cell([Paragraph(said(of: mention), limit: 3)]),
            ]
        }
        let who = Phrases.who(event)
        let gist = Phrases.gist(event)
        let head =
            Phrases.mark(event.standing, or: "") + Phrases.marking(event) + Text(event.kindName, .strong)
            + (who.isEmpty ? "" : ", " + who) + (gist.isEmpty ? "" : ": " + gist)
        var what = [Paragraph(head, limit: 3)]
        if let late = phrases.lateness(event) { what.append(Paragraph(Text(late, .soft))) }
        if mention.isRetracted { what.append(Paragraph(Text("retracted since", .overdue))) }
        return [number, Cell(phrases.date(event.occurred)), Cell(what)]
    }

    /// `correction of #19 alleged-act (details): why`.
    private func said(of mention: Mention) -> Text {
        let event = mention.event
        let target = news.targetOf[mention.position]
        let about =
            target.map { Text("\(EventNames.name($0)) ") + Text(news.targets[$0]?.event.kindName ?? "") }
            ?? ""
        let keys =
            event.details["fields"]?.object.map { " (" + Text($0.keys.joined(separator: ", ")) + ")" } ?? ""
        let gist = Phrases.gist(event)
        return Phrases.remark(event, on: about) + keys + Phrases.verdict(event)
            + (gist.isEmpty ? "" : ": " + gist)
    }
}
