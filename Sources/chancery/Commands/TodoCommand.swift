import Answers
import ArgumentParser
import Casebook
import Rendering

struct TodoCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "todo",
        abstract:
            "Shows what waits for you: replies to judge, claims to confirm, silent disputes, what is overdue."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) {
            let toDo = try $0.toDo(at: moment)
            let page = TodoPage(toDo, dateline, own: try $0.ownParty())
            output.answer(page, or: toDo.json, in: context)
            if output.format == .text { try context.printOutbox(of: $0) }
        }
    }
}
