import Answers
import ArgumentParser
import Casebook
import DisputeModel
import Rendering

struct DiffCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Shows what changed in what is known of a dispute between two days.",
        discussion: """
            Each day means its end. The status before and after is that of one day of the world: --as-of, or the later \
            of the two; so what differs is what the record learned.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(help: ArgumentHelp("As known at the end of this day.", valueName: "date"))
    var from: String
    @Option(help: ArgumentHelp("And at the end of this one; today when not given.", valueName: "date"))
    var to: String?
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Argument(help: "The dispute; the one in use when none is named.")
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
