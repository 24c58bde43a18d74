import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel

struct UndoCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Retracts what you recorded last in a dispute.",
        discussion: """
            It retracts your newest event in the dispute that is not retracted yet: an act, or a correction, source or \
            assessment. It does not touch what others recorded. To undo it, retract the retraction with `chancery \
            retract`.
            """)

    @OptionGroup var filing: FilingOptions
    @Argument(help: "The dispute.")
    var dispute: String?
    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason = "recorded by mistake"

    func run(in context: CommandContext) throws {
        try filing.file(in: context) { casebook, _ in
            let dispute = try context.dispute(dispute, in: casebook)
            let recorder = try filing.recorder(in: context)
            guard try casebook.disputes().contains(dispute) else { throw try casebook.noDispute(dispute) }
            guard let newest = try casebook.newestEvent(of: dispute, by: recorder) else {
                throw CommandError(
                    "\(recorder) has recorded nothing in \(dispute) that can be undone.",
                    "`chancery retract` retracts an event that somebody else recorded.",
                    code: ExitStatus.dataError)
            }
            return Drafts(
                JSONObject([
                    ("kind", .string(RecordKind.retraction.rawValue)), ("dispute", .string(dispute)),
                    ("target", .string("#\(newest.position)")),
                    ("details", .object(JSONObject([("reason", .string(reason))]))),
                ]))
        }
    }
}
