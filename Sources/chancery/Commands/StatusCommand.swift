import ArgumentParser
import CanonicalJSON
import Casebook
import Rendering

struct StatusCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows where disputes stand, since when, and which event made it so."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var output: FormatOption
    @Argument(help: "The disputes; all when none is named.")
    var disputes: [String] = []

    func run(in context: CommandContext) throws {
        let moment = try moment.moment(in: context)
        let answers = try log.with(.reading, in: context) { casebook in
            disputes.isEmpty
                ? try casebook.statuses(at: moment)
                : try disputes.map { try casebook.status(of: $0, at: moment) }
        }
        let json = answers.map(\.json)
        context.print((disputes.count == 1 ? json[0] : .array(json)).canonical)
    }
}
