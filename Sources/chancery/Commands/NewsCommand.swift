import Answers
import ArgumentParser
import Casebook
import DisputeModel
import Rendering
import TextSafety

struct NewsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "news",
        abstract: "Shows what has been recorded lately, dispute by dispute, the newest last.",
        discussion: """
            What one import added, from a table or from another log, is one entry: how many events, and in which \
            disputes. With --all, and in JSON, each event is an entry of its own.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Option(help: ArgumentHelp("From this day on; if not given, from yesterday on.", valueName: "date"))
    var since: String?
    @Flag(help: "Only what others have recorded.")
    var byOthers = false
    @Flag(help: "Shows each event of an import separately.")
    var all = false
    @Option(
        help: ArgumentHelp("At most this many entries, the newest; if not given, all.", valueName: "number"))
    var limit: Int?

    func run(in context: CommandContext) throws {
        if let limit, limit < 1 {
            throw CommandError.usage("--limit must be 1 or more.", "Leave it out, or give one.")
        }
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        let question = NewsQuestion(
            since: try since.map { try Self.day($0, dateline.asOf, "--since") } ?? dateline.asOf - 1,
            except: byOthers ? try context.recorder : nil, limit: limit,
            groupsImports: output.format == .text && !all)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            try casebook.news(question, at: moment) { news in
                switch output.format {
                case .text: try tell(news, NewsPage(dateline), in: context)
                case .json: try list(news, in: context)
                }
            }
        }
    }

    /// Prints the news part by part, so that the first parts appear while the rest is read.
    private func tell(_ reader: NewsReader, _ page: NewsPage, in context: CommandContext) throws {
        let canvas = output.canvas(in: context)
        for line in page.head(of: reader.news, on: canvas) { context.print(line) }
        try reader.forEachPart { part in
            for line in page.lines(of: part, on: canvas) { context.print(line) }
            try context.flush()
        }
    }

    /// Prints a JSON array with one event per line.
    private func list(_ reader: NewsReader, in context: CommandContext) throws {
        var before: String?
        try reader.forEachJSON { event in
            if let before { context.print(before + ",") }
            before = (before == nil ? "[" : "") + sanitized(event)
        }
        context.print((before ?? "[") + "]")
    }

    /// Parses a past day, in any form that users may type.
    static func day(_ words: String, _ today: Day, _ option: String) throws -> Day {
        if let day = SpokenDate.day(words, today: today, towards: .past) { return day }
        throw CommandError.usage(
            "\"\(words)\" is not a valid day for \(option).",
            "Write it as YYYY-MM-DD, or yesterday, or monday."
        )
    }
}
