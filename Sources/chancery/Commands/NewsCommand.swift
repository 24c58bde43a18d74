import ArgumentParser
import Casebook
import DisputeModel
import Rendering

struct NewsCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "news",
        abstract: "Shows what has been recorded lately, dispute by dispute, the newest last.")

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Option(help: ArgumentHelp("From this day on; yesterday when not given.", valueName: "date"))
    var since: String?
    @Flag(help: "Only what others have recorded.")
    var byOthers = false

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        let day = try since.map { try Self.day($0, dateline.asOf, "--since") } ?? dateline.asOf - 1
        let others = byOthers ? try context.recorder : nil
        try log.asking(upTo: marking, moment, in: context) {
            let news = try $0.news(since: day, except: others, at: moment)
            output.answer(NewsPage(news, dateline), or: news.json, in: context)
        }
    }

    /// A day that is past, as people say it.
    static func day(_ words: String, _ today: Day, _ option: String) throws -> Day {
        if let day = SpokenDate.day(words, today: today, towards: .past) { return day }
        throw Fault.usage(
            "\"\(words)\" is no day that \(option) takes.", "Write it as YYYY-MM-DD, or yesterday, or monday."
        )
    }
}
