import Answers
import DisputeModel

/// The parts of a status, each with the events that caused it.
package struct WhyPage: Page {
    let why: Why
    let dateline: Dateline

    /// Shows the explanation of a status.
    package init(_ why: Why, _ dateline: Dateline) {
        self.why = why
        self.dateline = dateline
    }

    private var status: Status { why.status }
    private var phrases: Phrases { dateline.phrases }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        var blocks = Blocks()
        addPhase(to: &blocks)
        addTemperature(to: &blocks)
        addObligations(to: &blocks)
        addLastAct(to: &blocks)
        return canvas.head(Text(status.dispute, .strong), dateline)
            + canvas.lines(Text(status.title), hanging: 2)
            + [""] + blocks.lines(on: canvas)
    }

    private func mention(_ position: Int) -> Text { phrases.mention(why.mentions[position], else: position) }

    private func row(_ when: Text, _ cause: Int, _ head: Text) -> Blocks.Row {
        let gist = why.mentions[cause].map { Phrases.gist($0.event) } ?? ""
        return Blocks.Row(
            when: when,
            what: [Paragraph(head + mention(cause))]
                + (gist.isEmpty ? [] : [Paragraph(gist.in(.quiet), limit: 1)]))
    }

    private func addPhase(to blocks: inout Blocks) {
        let rows = status.history.map { change in
            row(Text(phrases.day(change.on)), change.cause, Text(change.phase.rawValue, .changed) + " by ")
        }
        blocks.add("PHASE", "\(status.phase.rawValue) since \(phrases.day(status.phaseSince))", rows: rows)
        if let assessed = status.assessedPhase {
            let rows = why.causes.assessment.map { cause in
                let when = (why.mentions[cause]?.place.day).map(phrases.day) ?? ""
                return [row(Text(when), cause, "by ")]
            }
            blocks.add("ASSESSED PHASE", "\(assessed.rawValue), beside the derived one", rows: rows ?? [])
        }
    }

    private func addTemperature(to blocks: inout Blocks) {
        let rows = why.causes.levelChanges.map { degree in
            let when = (why.mentions[degree.cause]?.place.day).map(phrases.day) ?? ""
            let peak = degree.cause == status.peakCause ? Text(" (the peak)", .quiet) : ""
            return row(
                Text(when), degree.cause, Text("\(degree.before) → \(degree.after)", .changed) + peak + " by "
            )
        }
        let trend =
            "\(status.trend.rawValue): \(why.levelBefore) thirty days before, on \(phrases.day(status.asOf - 30))"
        blocks.add(
            "TEMPERATURE", "\(status.level) \(Temperature.name(status.level)), \(trend)",
            none: "\(status.level) \(Temperature.name(status.level)): nothing has raised it", rows: rows)
        if !why.causes.measures.isEmpty {
            blocks.add(
                "MEASURES IN FORCE", "cooling does not go below the highest",
                rows: why.causes.measures.map { row(Text("\($0.level)"), $0.cause, "") })
        }
    }

    private func addObligations(to blocks: inout Blocks) {
        let rows = status.obligations.map { owed -> Blocks.Row in
            let opener = owed.obligation.opener
            let term = phrases.term(owed).map { ", " + $0 } ?? ""
            let changes = changes(owed.obligation)
            let head = Phrases.mark(owed) + Phrases.owes(owed.obligation) + ": " + Phrases.state(owed) + term
            return Blocks.Row(
                when: Text("\(EventNames.name(opener))"),
                what: [Paragraph(head), Paragraph("  opened by " + mention(opener), hang: 4)] + changes)
        }
        blocks.add("ANSWERS OWED", none: "nobody has asked for one", rows: rows)
    }

    /// `answered by #40 denial`, `date now 25 Nov by #44 reminder`.
    private func changes(_ obligation: Obligation) -> [Paragraph] {
        var (state, due) = (Obligation.State.open, obligation.due)
        return obligation.changes.map { dealing in
            defer { (state, due) = (dealing.state, dealing.due) }
            var words: [String] = dealing.state == state ? [] : [dealing.state.rawValue]
            if dealing.due != due, let date = dealing.due {
                words.append("date now \(phrases.day(date.day))")
            }
            let what =
                words.isEmpty ? Text("taken up", .quiet) : Text(words.joined(separator: ", "), .changed)
            return Paragraph("  " + what + " by " + mention(dealing.cause), hang: 4)
        }
    }

    private func addLastAct(to blocks: inout Blocks) {
        guard let last = status.lastAct, let cause = why.causes.lastAct else {
            blocks.add("LAST ACT", none: status.isDormant ? "none; dormant" : "none", rows: [])
            return
        }
        let dormant =
            status.phase.isEnd
            ? "the dispute has ended"
            : status.isDormant
                ? "dormant: more than 180 days" : "dormant after 180 days, on \(phrases.day(last + 181))"
        blocks.add(
            "LAST ACT", "\(phrases.distance(last)); \(dormant)",
            rows: [row(Text(phrases.day(last)), cause, "")])
    }
}
