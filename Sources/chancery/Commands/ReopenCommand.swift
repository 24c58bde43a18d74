import Answers
import ArgumentParser
import CanonicalJSON
import DisputeModel

struct ReopenCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Opens a dispute again that had ended; answers that had lapsed are owed again.")

    @OptionGroup var filing: FilingOptions
    @OptionGroup var ending: EndingOptions
    @Argument(help: "The dispute.")
    var dispute: String?
    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason: String

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(.reopening, onDispute: dispute, in: context) {
            try ending.details(reason: reason, $0)
        }
    }
}
