import ArgumentParser
import Casebook
import Rendering

struct TodoCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "todo",
        abstract:
            "Shows what waits for you: replies to judge, claims to corroborate, silent files, what is overdue."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) {
            let chores = try $0.chores(at: moment)
            let page = TodoPage(chores, dateline, own: try $0.ownParty())
            output.answer(page, or: chores.json, in: context)
        }
    }
}
