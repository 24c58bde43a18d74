import Answers
import ArgumentParser
import Casebook
import DisputeModel
import Rendering

struct BriefCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "brief",
        abstract: "Prints one page about a dispute, for somebody who has ten minutes.",
        discussion: """
            What it is about, where it stands and why, who owes whom an answer, what each side did last, what \
            positions they hold, what is new, the next dates. Every sentence names its events; the end of the page \
            lists them with their sources. Long lists are cut and say how much more there is. In a log that says whose \
            it is (`chancery init --self`), what we are owed and what we owe have parts of their own.

            --format html makes a page that fits on one sheet of A4, and needs no network and no script.

            MARKINGS
            With --max-marking the page is as if nothing marked higher had been recorded: no phase, date or answer \
            shows that an event is left out. Only standard error says how many are left out. Without --max-marking \
            the page gives the highest marking of the events that it is made from.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case md, html, text, json }

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Option(help: "md for pasting, html for print and screen, text for this terminal, json for programs.")
    var format: Format = .md
    @OptionGroup var colour: ColourOption
    @Option(
        help: ArgumentHelp(
            "What counts as new: from this day on, or after this instant; if not given, the last seven days.",
            valueName: "date-or-instant"))
    var since: String?
    @Argument(help: "The dispute; if not given, the one in use.")
    var dispute: String?

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        let since = try since(moment, dateline.today)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            let briefing = try casebook.briefing(
                on: try context.dispute(dispute, in: casebook), at: moment, since: since)
            let own = try casebook.ownParty()
            write(Brief(briefing, dateline, own: own, try casebook.parties()), in: context)
        }
    }

    private func write(_ brief: Brief, in context: CommandContext) {
        switch format {
        case .md: for line in BriefMarkdown(brief).lines { context.printDocument(line) }
        case .html: context.printDocument(BriefDocument(brief).text)
        case .text:
            for line in BriefPage(brief).lines(on: colour.canvas(in: context)) { context.print(line) }
        case .json: context.printJSON(brief.json)
        }
    }

    /// The last instant whose events are not new.
    private func since(_ moment: Moment, _ today: Day) throws -> Instant {
        guard let since else { return Briefing.week(before: moment) }
        let instant = try MomentOptions.instant(since, today: today, "--since")
        // If a day was given, the whole day is new; `MomentOptions.instant` returned its last instant.
        let isDay = !since.contains("T") && Instant(since) == nil
        guard instant.day <= Briefing.day(of: moment) else {
            throw CommandError.usage(
                "--since \(since) is later than the day of the brief.",
                "Give an earlier day; without it, the last seven days are new.")
        }
        return isDay ? (instant.day - 1).end : instant
    }
}
