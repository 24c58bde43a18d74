import Answers
import DisputeModel

/// Who owes whom an answer and by when; late answers come first.
package struct DuePage: Page {
    let obligations: Obligations
    let dateline: Dateline
    /// The party to whom the log belongs. What it is owed and what it owes comes before everything else.
    let ownParty: Party?
    let scope: Scope

    /// Which obligations the page shows.
    package struct Scope: Sendable {
        /// The page ends after the block OVERDUE. The caller passes only overdue obligations.
        package var overdueOnly: Bool
        /// The number of days that the block COMING covers; the blocks NO DATE and TO ASSESS are then left out. nil: 30
        /// days, and all blocks.
        package var within: Int?

        package init(overdueOnly: Bool = false, within: Int? = nil) {
            self.overdueOnly = overdueOnly
            self.within = within
        }
    }

    /// Shows obligations, in blocks.
    ///
    /// - Parameters:
    ///   - obligations: the obligations that are shown.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    ///   - ownParty: the party to whom the log belongs; nil if the log does not say.
    ///   - scope: which obligations `obligations` was narrowed to, which decides the blocks that are shown.
    package init(_ obligations: Obligations, _ dateline: Dateline, ownParty: Party?, scope: Scope) {
        self.obligations = obligations
        self.dateline = dateline
        self.ownParty = ownParty
        self.scope = scope
    }

    private var phrases: Phrases { dateline.phrases }
    private var horizon: Int { scope.within ?? 30 }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        canvas.head(sum, dateline) + [""] + blocks.lines(on: canvas)
    }

    private var sum: Text {
        let owed = obligations.items.filter(\.isOutstanding)
        let overdue = owed.count { $0.owed.timeliness == .overdue }
        let past = owed.count { $0.owed.timeliness == .softOverdue }
        return Text("\(Phrases.grouped(owed.count)) owed, ")
            + Text("\(overdue) overdue", overdue > 0 ? .overdue : .plain)
            + Text(", ") + Text("\(past) past our date", past > 0 ? .soft : .plain)
    }

    private var blocks: Blocks {
        var blocks = Blocks()
        var rest = obligations.items
        if let ownParty {
            let toUs = rest.filter { $0.owed.obligation.owedTo.concern(ownParty) }
            let byUs = rest.filter {
                $0.owed.obligation.owedBy.concern(ownParty) && !$0.owed.obligation.owedTo.concern(ownParty)
            }
            blocks.add("OWED TO US", rows: toUs.map(row))
            blocks.add("WE OWE", rows: byUs.map(row))
            let ours = Set((toUs + byUs).map(\.owed.obligation.opener))
            rest = rest.filter { !ours.contains($0.owed.obligation.opener) }
        }
        // If there is an own party, the blocks below are about other parties only.
        let others = ownParty == nil ? "" : "between others"
        let none = others.isEmpty ? "none" : "none \(others)"
        func among(_ timeliness: Status.Timeliness) -> [Blocks.Row] {
            rest.filter { $0.owed.timeliness == timeliness }.map(row)
        }
        blocks.add("OVERDUE", others, none: none, rows: among(.overdue))
        if scope.overdueOnly { return blocks }
        let today = among(.dueToday)
        if !today.isEmpty { blocks.add("DUE TODAY", others, rows: today) }
        blocks.add("PAST OUR OWN DATE", "~ nobody is in default", none: none, rows: among(.softOverdue))
        addComing(to: &blocks, rest.filter { $0.owed.timeliness == .notDue })
        if scope.within == nil {
            blocks.add("NO DATE", "oldest first", none: none, rows: among(.noDate))
            let answered = rest.filter(\.awaitsJudgement)
            blocks.add(
                "TO ASSESS", "answered, not yet judged",
                none: obligations.titles.isEmpty
                    ? "none: there is no dispute" : "none: every answer has been judged",
                rows: answered.map(row))
        }
        return blocks
    }

    /// The block of coming due dates and appointments, merged in order.
    private func addComing(to blocks: inout Blocks, _ items: [Obligations.Item]) {
        let last = obligations.moment.asOf + horizon
        var rows =
            items.map { ($0.owed.due?.day ?? last, row($0)) }
            + obligations.dates.map { ($0.due.day, row($0)) }
        rows.sort { $0.0 < $1.0 }
        let later = rows.count { $0.0 > last }
        blocks.add(
            "COMING, \(Phrases.span(days: horizon).uppercased())",
            rows: rows.filter { $0.0 <= last }.map(\.1),
            more: later > 0 ? "and \(Phrases.count(later, "date")) later" : nil)
    }

    // MARK: Rows

    /// `17 Nov ~  1 day   UN:SG, UN:EOSG owe RUS: expectation, partial by #33`.
    private func row(_ item: Obligations.Item) -> Blocks.Row {
        let owed = item.owed
        let event = obligations.mentions[owed.obligation.opener]?.event
        let style = Phrases.style(owed)
        let state = owed.state == .open ? Text("") : ", " + Phrases.state(owed)
        var row = Blocks.Row(
            when: Text(phrases.shortAge(owed)),
            what: [
                Paragraph(
                    Phrases.owes(owed.obligation) + ": " + (event.map(Phrases.marking) ?? "")
                        + Text(owed.obligation.kindName, .strong) + state),
                Phrases.reference(item.dispute, owed.obligation.opener, event.map(Phrases.gist) ?? ""),
            ])
        if let due = owed.due, owed.timeliness != nil {
            row.when = Text(phrases.day(due.day) + (due.isSoft ? " ~" : ""), style)
            row.distance = Text(days(to: due.day), style)
        }
        return row
    }

    private func row(_ date: Appointment) -> Blocks.Row {
        let event = obligations.mentions[date.position]?.event
        return Blocks.Row(
            when: Text(phrases.day(date.due.day) + (date.due.isSoft ? " ~" : "")),
            distance: Text(days(to: date.due.day)),
            what: [
                Paragraph(Text(obligations.titles[date.dispute] ?? date.dispute)),
                Phrases.reference(date.dispute, date.position, event.map { Phrases.act($0) } ?? ""),
            ])
    }

    /// The distance to a day, past or future: `4 days`, `today`.
    private func days(to day: Day) -> String {
        day == dateline.asOf ? "today" : Phrases.span(days: abs(day - dateline.asOf))
    }
}
