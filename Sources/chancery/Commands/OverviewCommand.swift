import ArgumentParser
import Casebook
import Rendering

struct OverviewCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview",
        abstract: "Shows all disputes on one page: phase, temperature, what is late, last act.",
        discussion: """
            The most urgent comes first, as in `chancery status`. A chart beside each temperature shows the past \
            year; all charts have the same scale.

            --format html makes a page for screen, phone or paper that needs no network and no script; svg makes one \
            picture, of at most the 24 most urgent disputes. json is what `chancery status` says of each dispute, \
            ended or not, with "course": the days of that year on which the temperature changed, and to which level.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, svg, text, json }

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Option(
        help:
            "html for a page, svg for a picture, text for the terminal, json for programs; if not given, text at a terminal and html in a file."
    )
    var format: Format?
    @OptionGroup var colour: ColourOption
    @Flag(help: "Shows the disputes that have ended, too.")
    var all = false

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            // HTML source is of no use on a terminal.
            switch format ?? (context.terminal.outputIsTerminal ? .text : .html) {
            case .html:
                let overviewHistory = try casebook.overviewHistory(at: moment)
                context.printDocument(OverviewDocument(overviewHistory, dateline, showsEnded: all).text)
            case .svg:
                let overviewHistory = try casebook.overviewHistory(at: moment)
                context.printDocument(OverviewPicture(overviewHistory, dateline, showsEnded: all).text)
            case .text:
                let page = StatusTablePage(try casebook.overview(at: moment), dateline, showsEnded: all)
                for line in page.lines(on: colour.canvas(in: context)) { context.print(line) }
            case .json: context.printJSON(try casebook.overviewHistoryJSON(at: moment))
            }
        }
    }
}
