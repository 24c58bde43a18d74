import ArgumentParser
import CanonicalJSON
import DisputeModel

struct CloseCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Closes a dispute; answers that are still owed lapse.")

    @OptionGroup var filing: FilingOptions
    @OptionGroup var ending: EndingOptions
    @Argument(help: "The dispute.")
    var dispute: String?
    @Option(help: "settled, withdrawn, lapsed, merged or other.")
    var reason: String

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(.closing, onDispute: dispute, in: context) {
            try ending.details(reason: reason.lowercased(), $0)
        }
    }
}
