import Answers
import ArgumentParser
import CanonicalJSON
import Casebook

struct UndoCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Retracts what you filed last in a dispute.",
        discussion: """
            It files a retraction of your newest event there that has not been retracted, whether an act or a remark \
            on one; what others filed it leaves alone. `chancery retract` takes the retraction itself back.
            """)

    @OptionGroup var filing: FilingOptions
    @Argument(help: "The dispute.")
    var dispute: String?
    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason = "filed by mistake"

    func run(in context: CommandContext) throws {
        try filing.file(in: context) { casebook, _ in
            let dispute = try context.dispute(dispute, in: casebook)
            let recorder = try filing.recorder(in: context)
            guard try casebook.disputes().contains(dispute) else { throw try casebook.noDispute(dispute) }
            guard let newest = try casebook.newestEvent(of: dispute, by: recorder) else {
                throw CommandError(
                    "\(recorder) has filed nothing in \(dispute) that could be undone.",
                    "`chancery retract` takes out an event of anybody's.", code: ExitStatus.dataError)
            }
            return Drafts(
                JSONObject([
                    ("kind", "retraction"), ("dispute", .string(dispute)),
                    ("target", .string("#\(newest.position)")),
                    ("details", .object(JSONObject([("reason", .string(reason))]))),
                ]))
        }
    }
}
