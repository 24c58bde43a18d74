import Answers
import ArgumentParser
import CanonicalJSON
import DisputeModel

struct AssessReply: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Judges whether an answer satisfies what was asked.")

    @OptionGroup var filing: FilingOptions
    @Argument(help: ArgumentHelp("The answer: 17, #17 or its id.", valueName: "event"))
    var event: String
    @Option(help: "none, partial or full.")
    var satisfies: String
    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason: String

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(.replyAssessment, on: event, in: context) { _, _ in
            JSONObject([("satisfies", .string(satisfies.lowercased())), ("reason", .string(reason))])
        }
    }
}
