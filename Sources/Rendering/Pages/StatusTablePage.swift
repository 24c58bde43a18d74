import Answers
import DisputeModel

/// All disputes in a table, the most urgent first; sub-disputes are listed below their parent.
package struct StatusTablePage: Page {
    let overview: Overview
    let dateline: Dateline
    /// Whether disputes that have ended are listed too.
    let showsEnded: Bool

    /// Shows the statuses of disputes as a table.
    ///
    /// - Parameters:
    ///   - overview: the disputes with their obligations.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    ///   - showsEnded: whether disputes that have ended are listed too.
    package init(_ overview: Overview, _ dateline: Dateline, showsEnded: Bool) {
        self.overview = overview
        self.dateline = dateline
        self.showsEnded = showsEnded
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let shown = overview.statuses.filter { showsEnded || !$0.phase.isEnd }
        let count = Phrases.count(shown.count, "dispute")
        var lines = canvas.head(Text(shown.isEmpty ? "No disputes" : count, .quiet), dateline)
        if !shown.isEmpty {
            var table = Table([
                Column("DISPUTE", minimum: 12, isFlexible: true), Column("PHASE"), Column("SINCE", rank: 1),
                Column("TEMP", .right, rank: 2),
                Column("WAITING FOR", minimum: 9, maximum: 40, isFlexible: true, overflow: .wrap(hang: 2)),
                Column("LAST ACT", rank: 3),
            ])
            for (status, depth, _) in StatusOrder(shown).rows { table.add(row(status, depth)) }
            lines += [""] + table.lines(on: canvas)
        }
        return lines + [""] + foot(shown).flatMap { canvas.lines($0, hanging: 2) }
    }

    private func row(_ status: Status, _ depth: Int) -> [Cell] {
        let name = depth == 0 ? status.dispute : String(status.dispute.split(separator: "/").last ?? "")
        let phase = Text(
            status.phase.rawValue, status.isRecent ? .changed : status.phase.isEnd ? .done : .plain)
        // An analyst's assessment is shown below the derived phase, never instead of it.
        let assessed = status.assessedPhase.map { [Paragraph(Text("\($0.rawValue)?", .soft))] } ?? []
        return [
            Cell(Text(String(repeating: "  ", count: depth)) + Text(name, .strong)),
            Cell([Paragraph(phase)] + assessed),
            Cell(dateline.phrases.since(status.phaseSince)),
            Cell("\(status.level) \(status.trend.arrow)", status.trend == .rising ? .changed : .plain),
            Cell(DebtorCounts(status).words),
            Cell(status.phase.isEnd ? "ended" : status.isDormant ? "dormant" : lastAct(status)),
        ]
    }

    private func lastAct(_ status: Status) -> String {
        guard let last = status.lastAct else { return "none" }
        let days = status.asOf - last
        return days == 0 ? "today" : Phrases.silence(days: days)
    }

    // MARK: What presses, and what comes next

    private func foot(_ shown: [Status]) -> [Text] {
        var lines: [Text] = []
        let items = overview.obligations.items
        let overdue = items.filter { $0.owed.timeliness == .overdue }
        let past = items.filter { $0.owed.timeliness == .softOverdue }
        lines += overdue.prefix(5).map { delay($0, " overdue", .overdue) }
        if overdue.count > 5 {
            lines.append(Text("And \(overdue.count - 5) more overdue: `chancery due --overdue`."))
        }
        lines += past.prefix(3).map { delay($0, " past a working date of ours", .soft) }
        if past.count > 3 { lines.append(Text("And \(past.count - 3) more past a working date of ours.")) }
        if overdue.isEmpty, !shown.isEmpty {
            let none = Text("None overdue.")
            if lines.isEmpty { lines = [none] } else { lines[lines.count - 1] += " " + none }
        }
        if !shown.isEmpty { lines.append(next) }
        let hidden = overview.statuses.count - shown.count
        if hidden > 0 {
            lines.append(
                Text(
                    "\(Phrases.grouped(hidden)) ended and left out; --all shows \(hidden == 1 ? "it" : "them").",
                    .quiet))
        }
        if overview.statuses.isEmpty {
            lines.append(
                Text("`chancery open` opens one; `chancery status --help` says how to ask about other days."))
        }
        return lines
    }

    /// `UN is 1 day past a working date of ours (rus-un-donation #28).`
    private func delay(_ item: Obligations.Item, _ words: String, _ style: Style) -> Text {
        let codes = DebtorCounts.codes(item.owed)
        let days = dateline.asOf - (item.owed.due?.day ?? dateline.asOf)
        return Text(codes.joined(separator: ", ")) + Text(codes.count > 1 ? " are " : " is ")
            + Text(Phrases.span(days: days) + words, style)
            + Text(" (\(item.dispute) \(EventNames.name(item.owed.obligation.opener))).")
    }

    private var next: Text {
        guard let date = DatesAhead(overview.obligations).first else { return "No date ahead." }
        let mark = date.isSoft ? Text(" ~", .soft) : ""
        let soft =
            DebtorCounts.isAnySoft(overview.statuses) || date.isSoft
            ? Text(" ~ our own date, not a deadline.", .quiet) : ""
        return Text("Next date: \(dateline.phrases.weekday(date.day))") + mark + ", "
            + Text(overview.obligations.titles[date.dispute] ?? date.dispute)
            + Text(" (\(date.dispute) \(EventNames.name(date.position))).") + soft
    }
}
