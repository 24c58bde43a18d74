import ArgumentParser
import Casebook
import Rendering

struct AgendaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda",
        abstract: "Shows the coming dates in all disputes: answers that are due, and dates to keep.")

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Argument(help: ArgumentHelp("How far ahead: 7d, 2w, 3m.", valueName: "days"))
    var within = DayCount(days: 7)

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) {
            let page = AgendaPage(try $0.obligations(at: moment), dateline, days: within.days)
            output.answer(page, or: page.json, in: context)
        }
    }
}
