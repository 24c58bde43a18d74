import Answers
import ArgumentParser
import Casebook
import Rendering

struct ShowCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Shows all about one event: what it says, which events belong to it, and what was corrected since."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Argument(
        help:
            "The event: its position (17, #17) or its id; with --max-marking its id or the last digits of its id."
    )
    var event: String

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            let eventDetail = try casebook.eventDetail(of: event, at: moment)
            output.answer(EventPage(eventDetail, dateline), or: eventDetail.json, in: context)
        }
    }
}
