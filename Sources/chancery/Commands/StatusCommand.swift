import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering

struct StatusCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows where disputes stand, since when, and which event made it so.",
        discussion: """
            Without a dispute, it shows a table of all: first those with overdue answers, then those past a working \
            date of ours, those that wait for an answer, those that changed lately, then quiet, dormant and ended \
            ones.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Flag(help: "Shows the disputes that have ended, too.")
    var all = false
    @Argument(help: "The disputes; if not given, all.")
    var disputes: [String] = []

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            let disputes = try disputes.map { try context.dispute($0, in: casebook) }
            if output.format == .json {
                let answers = try answers(of: disputes, casebook, at: moment).map(\.json)
                context.printJSON((disputes.count == 1 ? answers[0] : .array(answers)))
                return
            }
            let overview = try casebook.overview(of: disputes, at: moment)
            let page: any Page =
                (disputes.count == 1 ? StatusPage(overview, dateline) : nil)
                ?? StatusTablePage(overview, dateline, showsEnded: all || !disputes.isEmpty)
            for line in page.lines(on: output.canvas(in: context)) { context.print(line) }
            try context.printOutbox(of: casebook)
        }
    }

    private func answers(of disputes: [String], _ casebook: Casebook, at moment: Moment) throws
        -> [StatusAnswer]
    {
        disputes.isEmpty
            ? try casebook.statuses(at: moment) : try disputes.map { try casebook.status(of: $0, at: moment) }
    }
}
