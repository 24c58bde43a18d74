import Answers
import DisputeModel

/// The text of one dispute's row in an overview.
struct OverviewRow {
    let status: Status
    let depth: Int
    let course: TemperatureCourse
    /// The obligations that are outstanding or await judgement, the most urgent first.
    private let items: [Obligations.Item]
    private let nextDate: DatesAhead.Date?
    private let mentions: Mentions
    private let phrases: Phrases

    init(
        _ status: Status, depth: Int, _ course: TemperatureCourse?, _ items: [Obligations.Item],
        next: DatesAhead.Date?, _ mentions: Mentions, _ phrases: Phrases
    ) {
        self.status = status
        self.depth = depth
        self.course = course ?? TemperatureCourse(from: status.asOf, level: status.level)
        self.items = items
        nextDate = next
        self.mentions = mentions
        self.phrases = phrases
    }

    /// The name of the dispute; below its parent, only the last part of it.
    var name: String {
        Typeface.oneLine(
            depth == 0 ? status.dispute : String(status.dispute.split(separator: "/").last ?? ""), atMost: 80)
    }

    var title: Text {
        let marking = mentions[status.opening].map { Phrases.marking($0.event) } ?? ""
        return marking + Text(Typeface.oneLine(status.title, atMost: 160))
    }

    var phase: Text {
        Text(status.phase.rawValue, status.isRecent ? .changed : status.phase.isEnd ? .done : .strong)
    }

    /// `since 11 Nov, by #40 denial`
    var cause: Text {
        let since = Text("since \(phrases.day(status.phaseSince)), by \(EventNames.name(status.phaseCause))")
        guard let event = mentions[status.phaseCause]?.event else { return since }
        return since + " " + Phrases.marking(event) + Text(Typeface.oneLine(event.kindName, atMost: 40))
    }

    /// `assessed: stalled`: an analyst's assessment. It is shown in addition to the derived phase, never instead of it.
    var assessed: Text? { status.assessedPhase.map { Text("assessed: \($0.rawValue)", .soft) } }

    var degree: Text { Text("\(status.level) \(Temperature.name(status.level))", .strong) }

    /// `↑ rising from 0`: the trend, and the level thirty days before.
    var trend: Text {
        let words = "\(status.trend.arrow) \(status.trend.rawValue)"
        return status.trend == .steady ? Text(words) : Text(words + " from \(levelBefore)", .changed)
    }

    /// The level thirty days before the day asked about.
    var levelBefore: Int { course.level(on: status.asOf - 30) }

    /// One line for each late answer, up to `limit`; then how many others are outstanding and from whom, and how many
    /// answers
    /// nobody has judged.
    ///
    /// - Parameter isShort: leave out the dates, to save room.
    func waiting(naming limit: Int, isShort: Bool = false) -> [Text] {
        let late = items.filter(\.isLate)
        var lines = late.prefix(limit).map { lateness($0, isShort: isShort) }
        if late.count > limit {
            lines.append(Text("and \(Phrases.grouped(late.count - limit)) more that are late"))
        }
        let others = items.filter { $0.isOutstanding && !$0.isLate }.map(\.owed)
        if !others.isEmpty {
            let words = Typeface.oneLine(DebtorCounts(others).words.plain, atMost: 80)
            lines.append(Text(late.isEmpty ? "for \(words)" : "also for \(words)"))
        }
        let unjudged = items.count(where: \.awaitsJudgement)
        if unjudged > 0 { lines.append(Text("\(Phrases.count(unjudged, "answer")) to be judged")) }
        return lines.isEmpty ? [Text("nobody", .quiet)] : lines
    }

    /// `our date 17 Nov, 7 days ago: #28 expectation, UN:SG, UN:EOSG owe RUS`
    private func lateness(_ item: Obligations.Item, isShort: Bool) -> Text {
        let opener = item.owed.obligation.opener
        let marking = mentions[opener].map { Phrases.marking($0.event) } ?? ""
        let owes = Typeface.oneLine(Phrases.owes(item.owed.obligation).plain, atMost: 80)
        let kind = Typeface.oneLine(item.owed.obligation.kindName, atMost: 40)
        let term = isShort ? shortTerm(item.owed) : phrases.term(item.owed)
        return (term ?? "") + Text(": \(EventNames.name(opener)) ") + marking + Text(kind) + ", " + Text(owes)
    }

    /// `overdue 15 days`, `past our date 7 days`, `due today`
    private func shortTerm(_ owed: Status.Owed) -> Text? {
        guard let due = owed.due else { return nil }
        let days = status.asOf - due.day
        let words = due.isSoft ? "past our date" : "overdue"
        return Text(days == 0 ? "due today" : "\(words) \(Phrases.span(days: days))", Phrases.style(owed))
    }

    /// The next date in three lines: `Mon 22 Nov`, `in 4 days`, `#31, our own date`; empty if no date is ahead.
    var next: [Text] {
        guard let date = nextDate else { return [] }
        return [
            Text(phrases.weekday(date.day)), Text(phrases.distance(date.day)),
            Text("\(EventNames.name(date.position))\(date.isSoft ? ", our own date" : "")"),
        ]
    }

    /// The next date in short: `next 22 Nov`.
    var shortNext: Text {
        nextDate.map { Text("next \(phrases.day($0.day))") } ?? Text("no date ahead", .quiet)
    }

    var last: Text { Text(status.lastAct.map(phrases.day) ?? "no act yet") }

    /// `13 days ago`, `3 years ago, dormant`
    var age: Text {
        let distance = status.lastAct.map { last in
            let days = status.asOf - last
            return days < 730 ? phrases.distance(last) : "\(Phrases.silence(days: days)) ago"
        }
        let state = status.phase.isEnd ? "ended" : status.isDormant ? "dormant" : nil
        return Text([distance, state].compactMap(\.self).joined(separator: ", "), .quiet)
    }

    /// The highest marking of the events that the row may name.
    var marking: Marking {
        let late = items.filter(\.isLate).map(\.owed.obligation.opener)
        let causes = [status.opening, status.phaseCause, status.peakCause, nextDate?.position]
        return (causes.compactMap(\.self) + late).compactMap { mentions[$0]?.event.marking }.max()
            ?? .public
    }
}
