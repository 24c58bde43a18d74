import Answers
import ArgumentParser
import CanonicalJSON

struct AssessStatus: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Sets beside the derived phase the one that an analyst sees.",
        discussion: "It stands until the derived phase changes, or another assessment replaces or lifts it.")

    @OptionGroup var filing: FilingOptions
    @Argument(help: "The dispute.")
    var dispute: String?
    @Option(help: "The phase.")
    var phase: String?
    @Flag(help: "Takes the last assessment away.")
    var lift = false
    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason: String

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent("status-assessment", onDispute: dispute, in: context) { _ in
            var details = JSONObject([("reason", .string(reason))])
            details["phase"] = phase.map { .string($0.lowercased()) }
            if lift { details["lift"] = true }
            return details
        }
    }
}
