import Casebook
import DisputeModel

/// What waits for somebody at the desk, block by block, with the command that deals with each. What the log's own party owes
/// stands by itself: nobody reminds himself.
package struct TodoPage: Page {
    let chores: Chores
    let dateline: Dateline
    let own: Party?

    package init(_ chores: Chores, _ dateline: Dateline, own: Party?) {
        self.chores = chores
        self.own = own
        self.dateline = dateline
    }

    private var phrases: Phrases { dateline.phrases }

    package func lines(on sheet: Sheet) -> [String] {
        let ours = chores.docket.debts.filter { $0.isOutstanding && isOurs($0) }
        let overdue = chores.overdue.filter { !isOurs($0) }
        let soft = chores.softOverdue.filter { !isOurs($0) }
        let count =
            ours.count + overdue.count + soft.count + chores.unassessed.count + chores.claims.count
            + chores.silent.count
        var blocks = Blocks()
        blocks.add("WE OWE", "`chancery record reply` answers", rows: ours.map(owing))
        blocks.add("OVERDUE", "`chancery record reminder` asks again", rows: overdue.map(owing))
        blocks.add("PAST OUR OWN DATE", "nobody is in default", rows: soft.map(owing))
        blocks.add(
            "REPLIES TO JUDGE", "`chancery assess reply` says whether they will do",
            rows: chores.unassessed.map(reply))
        blocks.add("CLAIMS WITH ONE SOURCE", "`chancery source` adds another", rows: chores.claims.map(claim))
        blocks.add("SILENT FILES", "no act in \(Chores.silentDays) days", rows: chores.silent.map(silence))
        let head = count == 0 ? "Nothing to do" : "\(Phrases.grouped(count)) to do"
        return sheet.head(Text(head), dateline) + [""] + blocks.lines(on: sheet)
    }

    /// Only what we owe: that others may answer it too (an obligation of nobody in particular) does not make it ours.
    private func isOurs(_ debt: Docket.Debt) -> Bool {
        guard let own else { return false }
        return debt.owed.obligation.owedBy.concern(own)
    }

    private func owing(_ debt: Docket.Debt) -> Blocks.Row {
        let due = debt.owed.due?.day
        let when =
            due.map { $0 < dateline.asOf ? Phrases.span(days: dateline.asOf - $0) : phrases.day($0) }
            ?? "no date"
        return Blocks.Row(
            when: Text(when, Phrases.ink(debt.owed)),
            what: [Paragraph(Phrases.owes(debt.owed.obligation)), opener(debt)])
    }

    private func reply(_ debt: Docket.Debt) -> Blocks.Row {
        let reply = debt.owed.obligation.reply
        let mention = reply.flatMap { chores.docket.mentions[$0] }
        let days = dateline.asOf - (mention?.place.day ?? dateline.asOf)
        let said = mention.map { ": " + Phrases.gist($0.event) } ?? ""
        return Blocks.Row(
            when: Text(Phrases.span(days: max(0, days))),
            what: [
                Paragraph(
                    phrases.mention(mention, else: reply ?? debt.owed.obligation.opener) + said, limit: 3),
                opener(debt),
            ])
    }

    private func opener(_ debt: Docket.Debt) -> Paragraph {
        let event = chores.docket.mentions[debt.owed.obligation.opener]?.event
        return Phrases.reference(
            debt.dispute, debt.owed.obligation.opener,
            event.map { Phrases.act($0) } ?? Text(debt.owed.obligation.kindName))
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
