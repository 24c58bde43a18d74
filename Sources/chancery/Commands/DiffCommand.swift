import Answers
import ArgumentParser
import Casebook
import DisputeModel
import Rendering

struct DiffCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Shows what changed in what is known of a dispute between two days.",
        discussion: """
            Each day means the end of that day. Both statuses are for the same day of the world: --as-of, or the \
            later of the two days. So the differences are what the record has learned.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(help: ArgumentHelp("The earlier day, as known at its end.", valueName: "date"))
    var from: String
    @Option(help: ArgumentHelp("The later day, as known at its end; if not given, today.", valueName: "date"))
    var to: String?
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Argument(help: "The dispute; if not given, the one in use.")
    var dispute: String?

    func run(in context: CommandContext) throws {
        let today = try moment.today(in: context)
        let end = try to.map { try NewsCommand.day($0, today, "--to") } ?? today
        let begin = try NewsCommand.day(from, today, "--from")
        guard begin <= end else {
            throw CommandError.usage(
                "--from \(begin) is later than --to \(end).", "Give the earlier day first.")
        }
        if moment.knownAt != nil {
            throw CommandError.usage(
                "`diff` compares two states of the record.", "Say which with --from and --to, not --known-at."
            )
        }
        let day = moment.asOf == nil ? end : try moment.moment(in: context).asOf
        try log.asking(upTo: marking, Moment(asOf: day, knownAt: end.end), in: context) {
            let difference = try $0.difference(
                in: context.dispute(dispute, in: $0), from: begin, to: end, asOf: day)
            output.answer(DiffPage(difference), or: difference.json, in: context)
        }
    }
}
