import Answers
import ArgumentParser
import Casebook
import Rendering

struct WhyCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Shows every part of a dispute's status with the events that made it so.")

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The dispute; if not given, the one in use.")
    var dispute: String?

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) {
            let why = try $0.why(context.dispute(dispute, in: $0), at: moment)
            output.answer(WhyPage(why, dateline), or: why.json, in: context)
        }
    }
}
