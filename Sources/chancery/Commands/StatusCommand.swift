import ArgumentParser
import CanonicalJSON
import Casebook
import Rendering

struct StatusCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows where disputes stand, since when, and which event made it so.",
        discussion: """
            Without a dispute, a table of all: what is overdue first, then what is past a working date of ours, what \
            waits for an answer, what changed lately, the quiet, the dormant, the ended.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var output: FormatOption
    @Flag(help: "The table shows the disputes that have ended, too.")
    var all = false
    @Argument(help: "The disputes; all when none is named.")
    var disputes: [String] = []

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        let overview = try log.with(.reading, in: context) { try $0.overview(of: disputes, at: moment) }
        let json = overview.answers.map(\.json)
        if disputes.count == 1, let page = StatusPage(overview, dateline) {
            output.answer(page, or: json[0], in: context)
        } else {
            output.answer(
                StatusTablePage(overview, dateline, showsEnded: all || !disputes.isEmpty), or: .array(json),
                in: context)
        }
    }
}
