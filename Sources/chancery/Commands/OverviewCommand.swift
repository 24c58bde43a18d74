import ArgumentParser
import Casebook
import Rendering

struct OverviewCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview",
        abstract: "Draws all disputes on one page: phase, temperature, what is late, last act.",
        discussion: """
            What presses most comes first, as in `chancery status`. Beside each temperature stands its course over the \
            year before, in all charts on the same scale.

            --format html is a page that needs no network and no script, on a screen, a telephone or paper; svg is one \
            picture, of the 24 disputes that press most where there are more. json is what `chancery status` says of \
            each, ended or not, with "course": the days of that year on which the temperature changed, and to which level.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, svg, text, json }

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Option(
        help:
            "html for a page, svg for a picture, text for the terminal, json for programs; where none is given, text at a terminal and html in a file."
    )
    var format: Format?
    @OptionGroup var colour: ColourOption
    @Flag(help: "The disputes that have ended, too.")
    var all = false

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            // HTML source is of no use on a terminal.
            switch format ?? (context.terminal.outputIsTerminal ? .text : .html) {
            case .html:
                let overviewHistory = try casebook.overviewHistory(at: moment)
                context.deliver(OverviewDocument(overviewHistory, dateline, showsEnded: all).text)
            case .svg:
                let overviewHistory = try casebook.overviewHistory(at: moment)
                context.deliver(OverviewPicture(overviewHistory, dateline, showsEnded: all).text)
            case .text:
                let page = StatusTablePage(try casebook.overview(at: moment), dateline, showsEnded: all)
                for line in page.lines(on: colour.canvas(in: context)) { context.print(line) }
            case .json: context.answer(try casebook.overviewHistoryJSON(at: moment))
            }
        }
    }
}
