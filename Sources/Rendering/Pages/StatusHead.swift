import Answers
import DisputeModel
import TextSafety

/// The head of the pages about one dispute: its title, and a short table of its state.
struct StatusHead {
    private let status: Status
    private let obligations: Obligations
    private let mentions: Mentions
    private let dateline: Dateline

    init(_ status: Status, _ obligations: Obligations, _ mentions: Mentions, _ dateline: Dateline) {
        self.status = status
        self.obligations = obligations
        self.mentions = mentions
        self.dateline = dateline
    }

    private var phrases: Phrases { dateline.phrases }

    /// The name and the day; below, the title and the sides.
    func title(on canvas: TerminalCanvas) -> [String] {
        let sides = status.sides.sides.enumerated().reduce(Text("")) {
            $0 + ($1.offset == 0 ? "" : Text(" against ")) + Phrases.parties($1.element.members)
        }
        let title = Text(status.title)
        let isOneLine = title.displayWidth + 2 + sides.displayWidth <= canvas.width
        return canvas.head(Text(status.dispute, .strong), dateline)
            + (isOneLine
                ? canvas.line(title, orAbove: sides)
                : canvas.lines(title, hanging: 2) + canvas.lines(sides, hanging: 2))
    }

    /// - Parameter detailed: one line for each obligation; otherwise one line sums them up.
    func table(detailed: Bool) -> Table {
        var table = Table(
            [Column(), Column(minimum: 20, maximum: 96, isFlexible: true, overflow: .wrap(hang: 2))],
            indent: 2)
        for fact in facts(detailed: detailed) { table.add([Cell(fact.name, .heading), fact.cell]) }
        return table
    }

    func facts(detailed: Bool) -> [(name: String, cell: Cell)] {
        var facts = [("PHASE", Cell(phase(detailed: detailed)))]
        if let assessed = status.assessedPhase {
            facts.append(
                ("ASSESSED", Cell(Text(assessed.rawValue, .soft) + ", an analyst's view")))
        }
        let waiting = detailed ? owed : []
        return facts + [
            ("TEMP", Cell(temperature(detailed: detailed))),
            ("WAITING", waiting.isEmpty ? Cell(sum) : Cell(waiting)), ("NEXT", Cell(next)),
        ]
    }

    private func phase(detailed: Bool) -> Text {
        let days = Phrases.span(days: status.asOf - status.phaseSince)
        let cause = cause(status.phaseCause, detailed: detailed)
        if status.phaseCause == status.opening {
            return Text(status.phase.rawValue, .strong)
                + Text(
                    " since \(phrases.day(status.phaseSince)) (\(days)), as opened by \(EventNames.name(status.opening))"
                )
        }
        return Text(status.phase.rawValue, .strong)
            + Text(" since \(phrases.day(status.phaseSince)) (\(days)), by ") + cause
    }

    private func temperature(detailed: Bool) -> Text {
        let degree = Text("\(status.level) \(Temperature.name(status.level))", .strong)
        var words = degree + Text(", \(status.trend.rawValue)")
        guard let cause = status.peakCause else { return words }
        words +=
            status.peak > status.level
            ? Text("; was \(status.peak) \(Temperature.name(status.peak)), by ") : "; reached by "
        return words + self.cause(cause, detailed: detailed)
    }

    /// The event that caused something: in detail with its parties and its date, otherwise with its actors only.
    private func cause(_ position: Int, detailed: Bool) -> Text {
        if detailed { return phrases.mention(mentions[position], else: position) }
        guard let event = mentions[position]?.event else { return Phrases.number(position) }
        let actors = Phrases.parties(event.actors)
        return Text("\(EventNames.name(position)) ") + Phrases.marking(event) + Text(event.kindName)
            + (actors.isEmpty ? "" : ", " + actors)
    }

    /// The obligations of this dispute that are outstanding or await judgement, the most urgent first.
    private var owed: [Paragraph] {
        obligations.items.filter { $0.dispute == status.dispute }.map { item in
            let term = phrases.term(item.owed).map { ", " + $0 } ?? ""
            return Paragraph(
                Phrases.mark(item.owed) + Phrases.owes(item.owed.obligation)
                    + Text(
                        ": \(EventNames.name(item.owed.obligation.opener)) \(item.owed.obligation.kindName), "
                    )
                    + Phrases.state(item.owed) + term)
        }
    }

    /// `UN owes RUS 4 answers, 1 of them partial, 1 past our date (~)`.
    private var sum: Text {
        let outstanding = status.obligations.filter { $0.timeliness != nil }
        guard !outstanding.isEmpty else { return Text("nobody owes an answer") }
        let debtors = Set(outstanding.map(DebtorCounts.codes))
        let words: Text
        if let codes = debtors.first, debtors.count == 1 {
            let creditors = Set(outstanding.flatMap { $0.obligation.owedTo }.map(\.code)).sorted()
            let owes = codes.joined(separator: ", ") + (codes.count > 1 ? " owe " : " owes ")
            words = Text(
                owes + (creditors.isEmpty ? "" : creditors.joined(separator: ", ") + " ")
                    + Phrases.count(outstanding.count, "answer"))
        } else {
            words = DebtorCounts(status).words
        }
        func count(_ isCounted: (Status.Owed) -> Bool) -> Int { outstanding.count(where: isCounted) }
        var notes: [Text] = []
        let partial = count { $0.state == .partial }
        let overdue = count { $0.timeliness == .overdue }
        let past = count { $0.timeliness == .softOverdue }
        if partial > 0 { notes.append(Text("\(partial) of them partial")) }
        if debtors.count == 1 {
            if overdue > 0 { notes.append(Text("\(overdue) overdue", .overdue)) }
            if past > 0 { notes.append(Text("\(past) past our date (~)", .soft)) }
        }
        return notes.reduce(words) { $0 + ", " + $1 }
    }

    private var next: Text {
        let last =
            status.lastAct.map { "last act \(phrases.day($0)), \(phrases.distance($0))" } ?? "no act yet"
        let dormant = status.isDormant ? Text("; dormant", .quiet) : ""
        guard let date = DatesAhead(obligations).dates.first(where: { $0.dispute == status.dispute }) else {
            return Text("no date ahead; \(last)") + dormant
        }
        return Text(
            "\(phrases.weekday(date.day)), \(phrases.distance(date.day)) (\(EventNames.name(date.position))\(date.isSoft ? ", our own date" : "")); \(last)"
        )
            + dormant
    }
}

/// The temperature levels of section 6 of the rules.
enum Temperature {
    /// The name of a level from 0 to 10; empty for any other number.
    static func name(_ level: Int) -> String {
        let names = [
            "calm", "words", "formal protest", "summons", "recall or expulsion", "ultimatum or threat",
            "break of relations or sanction", "threat of force", "display of force", "use of force", "war",
        ]
        return names.indices.contains(level) ? names[level] : ""
    }
}
