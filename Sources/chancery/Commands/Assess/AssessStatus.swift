import Answers
import ArgumentParser
import CanonicalJSON
import DisputeModel

struct AssessStatus: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Records the phase that an analyst sees, beside the one that is computed from the acts.",
        discussion: "It counts until the computed phase changes, or another assessment replaces or lifts it.")

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
        guard phase == nil || !lift else {
            throw CommandError(
                "--phase and --lift do not go together.", "Leave one of them out.", code: ExitStatus.dataError
            )
        }
        guard phase != nil || lift else {
            throw CommandError(
                "There is no phase.", "Give --phase PHASE, or --lift.", code: ExitStatus.dataError)
        }
        try filing.fileRecordEvent(.statusAssessment, onDispute: dispute, in: context) { _ in
            var details = JSONObject([("reason", .string(reason))])
            details["phase"] = phase.map { .string($0.lowercased()) }
            if lift { details["lift"] = true }
            return details
        }
    }
}
