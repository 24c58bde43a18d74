import Answers
import DisputeModel

/// The tasks that are open, in blocks, each with the command that deals with them. What the log's own party owes has
/// its own block, because nobody sends a reminder to themselves.
package struct TodoPage: Page {
    let toDo: ToDo
    let dateline: Dateline
    let own: Party?

    /// Shows open tasks, in blocks.
    ///
    /// - Parameters:
    ///   - toDo: the tasks.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    ///   - own: the party to whom the log belongs; nil if the log does not say.
    package init(_ toDo: ToDo, _ dateline: Dateline, own: Party?) {
        self.toDo = toDo
        self.own = own
        self.dateline = dateline
    }

    private var phrases: Phrases { dateline.phrases }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let ours = toDo.obligations.items.filter { $0.isOutstanding && isOurs($0) }
        let overdue = toDo.overdue.filter { !isOurs($0) }
        let soft = toDo.softOverdue.filter { !isOurs($0) }
        let count =
            ours.count + overdue.count + soft.count + toDo.unassessed.count + toDo.claims.count
            + toDo.silent.count
        var blocks = Blocks()
        blocks.add("WE OWE", "`chancery record reply` answers", rows: ours.map(owing))
        blocks.add("OVERDUE", "`chancery record reminder` asks again", rows: overdue.map(owing))
        blocks.add("PAST OUR OWN DATE", "nobody is in default", rows: soft.map(owing))
        blocks.add(
            "REPLIES TO JUDGE", "`chancery assess reply` says whether they are enough",
            rows: toDo.unassessed.map(reply))
        blocks.add("CLAIMS WITH ONE SOURCE", "`chancery source` adds another", rows: toDo.claims.map(claim))
        blocks.add("SILENT DISPUTES", "no act in \(ToDo.silentDays) days", rows: toDo.silent.map(silence))
        let head = count == 0 ? "Nothing to do" : "\(Phrases.grouped(count)) to do"
        return canvas.head(Text(head), dateline) + [""] + blocks.lines(on: canvas)
    }

    /// Whether we owe it. An obligation that names no debtor is not ours, although we too could answer it.
    private func isOurs(_ item: Obligations.Item) -> Bool {
        guard let own else { return false }
        return item.owed.obligation.owedBy.concern(own)
    }

    private func owing(_ item: Obligations.Item) -> Blocks.Row {
        let due = item.owed.due?.day
        let when =
            due.map { $0 < dateline.asOf ? Phrases.span(days: dateline.asOf - $0) : phrases.day($0) }
            ?? "no date"
        return Blocks.Row(
            when: Text(when, Phrases.style(item.owed)),
            what: [Paragraph(Phrases.owes(item.owed.obligation)), opener(item)])
    }

    private func reply(_ item: Obligations.Item) -> Blocks.Row {
        let reply = item.owed.obligation.reply
        let mention = reply.flatMap { toDo.obligations.mentions[$0] }
        let days = dateline.asOf - (mention?.place.day ?? dateline.asOf)
        let said = mention.map { ": " + Phrases.gist($0.event) } ?? ""
        return Blocks.Row(
            when: Text(Phrases.span(days: max(0, days))),
            what: [
                Paragraph(
                    phrases.mention(mention, else: reply ?? item.owed.obligation.opener) + said, limit: 3),
                opener(item),
            ])
    }

    private func opener(_ item: Obligations.Item) -> Paragraph {
        let event = toDo.obligations.mentions[item.owed.obligation.opener]?.event
        return Phrases.reference(
            item.dispute, item.owed.obligation.opener,
            event.map { Phrases.act($0) } ?? Text(item.owed.obligation.kindName))
    }

    private func claim(_ claim: Mention) -> Blocks.Row {
        let days = dateline.asOf - (claim.event.recordedAt?.day ?? dateline.asOf)
        return Blocks.Row(
            when: Text(Phrases.span(days: days)),
            what: [
                Paragraph(Phrases.act(claim.event), limit: 2),
                Phrases.reference(claim.event.dispute, claim.position),
            ])
    }

    private func silence(_ status: Status) -> Blocks.Row {
        let days = dateline.asOf - (status.lastAct ?? status.phaseSince)
        let state = Text(", \(status.phase.rawValue)\(status.isDormant ? ", dormant" : "")")
        return Blocks.Row(
            when: Text(Phrases.span(days: days)),
            what: [Paragraph(Text(status.title) + state), Paragraph(Text(status.dispute, .quiet))])
    }
}
