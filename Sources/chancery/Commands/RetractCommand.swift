import Answers
import ArgumentParser
import CanonicalJSON
import DisputeModel

struct RetractCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract", abstract: "Takes an event out of every answer; it stays in the log.",
        discussion: "A retraction can itself be retracted, and then the event counts again.")

    @OptionGroup var filing: FilingOptions
    @Argument(help: ArgumentHelp("The event: 17, #17 or its id.", valueName: "event"))
    var event: String
    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason: String

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(.retraction, on: event, in: context) { _, _ in
            JSONObject([("reason", .string(reason))])
        }
    }
}
