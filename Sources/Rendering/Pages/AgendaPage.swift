import Answers
import CanonicalJSON
import DisputeModel

/// The coming dates in order: due dates of answers, and appointments.
package struct AgendaPage: Page {
    let obligations: Obligations
    let dateline: Dateline
    let days: Int

    /// Shows the dates of the coming days.
    ///
    /// - Parameters:
    ///   - obligations: the obligations and the appointments whose dates are listed.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    ///   - days: how many days ahead are listed; later dates are only counted.
    package init(_ obligations: Obligations, _ dateline: Dateline, days: Int) {
        self.obligations = obligations
        self.dateline = dateline
        self.days = days
    }

    private var dates: (shown: [DatesAhead.Date], later: [DatesAhead.Date]) {
        let all = DatesAhead(obligations).dates
        let last = obligations.moment.asOf + days
        return (all.filter { $0.day <= last }, all.filter { $0.day > last })
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let (shown, later) = dates
        let until = dateline.phrases.day(obligations.moment.asOf + days)
        let head =
            shown.isEmpty ? "Nothing until \(until)" : "\(Phrases.count(shown.count, "date")) until \(until)"
        var table = Table(
            [Column(), Column(minimum: 16, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2))],
            indent: 2)
        for date in shown { table.add([Cell(when(date)), Cell(what(date))]) }
        var lines = canvas.head(Text(head), dateline)
        if !shown.isEmpty { lines += [""] + table.lines(on: canvas) }
        var foot: [Text] = []
        if let next = later.first {
            foot.append(
                Text(
                    "Later: \(Phrases.count(later.count, "date")), the next on \(dateline.phrases.weekday(next.day)) (\(next.dispute) \(EventNames.name(next.position)))."
                ))
        }
        if shown.contains(where: \.isSoft) { foot.append(Text("~ our own date, not a deadline", .quiet)) }
        return lines + (foot.isEmpty ? [] : [""]) + foot.flatMap { canvas.lines($0, hanging: 2) }
    }

    private func when(_ date: DatesAhead.Date) -> Text {
        Text(dateline.phrases.weekday(date.day), date.day == dateline.asOf ? .soft : .plain)
            + (date.isSoft ? Text(" ~", .soft) : "")
    }

    private func what(_ date: DatesAhead.Date) -> [Paragraph] {
        let event = obligations.mentions[date.position]?.event
        let head =
            date.item.map { Phrases.owes($0.owed.obligation) + ", " + Phrases.state($0.owed) }
            ?? Text(obligations.titles[date.dispute] ?? date.dispute)
        return [
            Paragraph(head),
            Phrases.reference(date.dispute, date.position, event.map { Phrases.act($0) } ?? ""),
        ]
    }

    /// `[{"on", "soft", "dispute", "event", "obligation", "act"}]`; `obligation` is null for an appointment.
    package var json: JSON {
        .array(
            dates.shown.map { date in
                [
                    "on": .string(date.day.description), "soft": .bool(date.isSoft),
                    "dispute": .string(date.dispute),
                    "event": .string(obligations.mentions[date.position]?.event.id ?? ""),
                    "obligation": date.item.map(obligations.json) ?? .null,
                    "act": obligations.mentions[date.position]?.json ?? .null,
                ]
            })
    }
}
