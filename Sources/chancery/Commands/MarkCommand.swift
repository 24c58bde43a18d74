import ArgumentParser
import CanonicalJSON
import DisputeModel

struct MarkCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Raises or lowers the marking of an event: who may see it.")

    @OptionGroup var filing: FilingOptions
    @Argument(help: ArgumentHelp("The event: 17, #17 or its id.", valueName: "event"))
    var event: String
    @Argument(help: "public, restricted, confidential or secret.")
    var level: String

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(.markingChanged, on: event, in: context) { _, _ in
            JSONObject([("marking", .string(level.lowercased()))])
        }
    }
}
