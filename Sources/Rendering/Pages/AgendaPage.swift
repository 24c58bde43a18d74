import Casebook
import CanonicalJSON
import DisputeModel

/// The dates ahead, in order: by which answers are due, and which are to be kept.
package struct AgendaPage: Page {
    let docket: Docket
    let dateline: Dateline
    let days: Int

    package init(_ docket: Docket, _ dateline: Dateline, days: Int) {
        self.docket = docket
        self.dateline = dateline
        self.days = days
    }

    private var dates: (shown: [DatesAhead.Date], later: [DatesAhead.Date]) {
        let all = DatesAhead(docket).dates
        let last = docket.moment.asOf + days
        return (all.filter { $0.day <= last }, all.filter { $0.day > last })
    }

    package func lines(on sheet: Sheet) -> [String] {
        let (shown, later) = dates
        let until = dateline.phrases.day(docket.moment.asOf + days)
        let head =
            shown.isEmpty ? "Nothing until \(until)" : "\(Phrases.count(shown.count, "date")) until \(until)"
        var table = Table(
            [Column(), Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2))],
            indent: 2)
        for date in shown { table.add([Cell(when(date)), Cell(what(date))]) }
        var lines = sheet.head(Text(head), dateline)
        if !shown.isEmpty { lines += [""] + table.lines(on: sheet) }
        var foot: [Text] = []
        if let next = later.first {
            foot.append(
                Text(
                    "Later: \(Phrases.count(later.count, "date")), the next on \(dateline.phrases.weekday(next.day)) (\(next.dispute) \(EventNames.name(next.position)))."
                ))
        }
        if shown.contains(where: \.isSoft) { foot.append(Text("~ our own date, not a deadline", .quiet)) }
        return lines + (foot.isEmpty ? [] : [""]) + foot.flatMap { sheet.lines($0, hanging: 2) }
    }

    private func when(_ date: DatesAhead.Date) -> Text {
        Text(dateline.phrases.weekday(date.day), date.day == dateline.asOf ? .soft : .plain)
            + (date.isSoft ? Text(" ~", .soft) : "")
    }

    private func what(_ date: DatesAhead.Date) -> [Paragraph] {
        let event = docket.mentions[date.position]?.event
        let head =
            date.debt.map { Phrases.owes($0.owed.obligation) + ", " + Phrases.state($0.owed) }
            ?? Text(docket.titles[date.dispute] ?? date.dispute)
        return [
            Paragraph(head),
            Phrases.reference(date.dispute, date.position, event.map { Phrases.act($0) } ?? ""),
        ]
    }

    /// `[{"on", "soft", "dispute", "event", "obligation" (or null: a date to keep), "act"}]`.
    package var json: JSON {
        .array(
            dates.shown.map { date in
                [
                    "on": .string(date.day.description), "soft": .bool(date.isSoft),
                    "dispute": .string(date.dispute),
                    "event": .string(docket.mentions[date.position]?.event.id ?? ""),
                    "obligation": date.debt.map(docket.json) ?? .null,
                    "act": docket.mentions[date.position]?.json ?? .null,
                ]
            })
    }
}
