import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering

struct DueCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "Shows who owes whom an answer: what is late, what is coming, what you have to judge.",
        discussion: """
            In a log that says whose it is (`chancery init --self`), what is owed to us and what we owe comes first.

            CALENDARS
            --format ics makes an iCalendar file. A date that somebody set becomes a task and a day; a working date \
            of our own a tentative day; a date to keep a day. Each has an alarm at nine on the day before. What ended \
            in the last 90 days is shown as done or cancelled; what was retracted or corrected away, as cancelled. \
            You can import a later file into the same calendar: it updates the entries and adds none twice.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, ics }

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Option(help: "text for people, json for programs, ics for a calendar.")
    var format: Format = .text
    @OptionGroup var colour: ColourOption
    @Flag(help: "Only answers that are past a date that somebody set.")
    var overdue = false
    @Option(help: ArgumentHelp("Only what is late or due within this time: 7d, 2w.", valueName: "days"))
    var within: DayCount?
    @Option(help: ArgumentHelp("Only what this party owes.", valueName: "party"))
    var owedBy: String?
    @Option(help: ArgumentHelp("Only what this party is owed.", valueName: "party"))
    var owedTo: String?

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            let debtor = try owedBy.map { try casebook.party(named: $0) }
            let creditor = try owedTo.map { try casebook.party(named: $0) }
            let own = try casebook.ownParty()
            let endedSince = format == .ics ? moment.asOf - 90 : nil
            let obligations = try casebook.obligations(at: moment, endedSince: endedSince).keeping(
                { item in
                    debtor.map(item.owed.obligation.owedBy.concern) ?? true
                        && creditor.map(item.owed.obligation.owedTo.concern) ?? true
                        && (!overdue || item.owed.timeliness == .overdue) && isWithin(item, moment.asOf)
                },
                // An appointment has no debtor or creditor and is never overdue.
                dates: { date in
                    !overdue && debtor == nil && creditor == nil
                        && within.map { date.due.day <= moment.asOf + $0.days } ?? true
                })
            switch format {
            case .text:
                let page = DuePage(
                    obligations, dateline, ownParty: own,
                    scope: DuePage.Scope(overdueOnly: overdue, within: within?.days))
                for line in page.lines(on: colour.canvas(in: context)) { context.print(line) }
            case .json: context.printJSON(.array(obligations.items.map(obligations.json)))
            case .ics: write(DueCalendar(obligations), in: context)
            }
        }
    }

    private func write(_ calendar: DueCalendar, in context: CommandContext) {
        // `printDocument` adds the last LF.
        context.printDocument(String(calendar.text.unicodeScalars.dropLast()))
        if calendar.withoutDate > 0 {
            context.printError(
                "\(Phrases.count(calendar.withoutDate, "obligation has", "obligations have")) no date and cannot be in a calendar."
            )
        }
    }

    private func isWithin(_ item: Obligations.Item, _ today: Day) -> Bool {
        guard let within else { return true }
        return item.isOutstanding && item.owed.due.map { $0.day <= today + within.days } ?? false
    }
}
