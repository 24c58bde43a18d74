import Answers
import ArgumentParser
import Casebook
import Rendering

struct TimelineCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract:
            "Shows what happened in a dispute, in order, with what each act changed and who owes an answer.",
        discussion: """
            The oldest act comes first. An act that was recorded late is shown where it happened. Corrections, \
            sources and assessments are below the act that they are about. If there are more than 30 acts, the last \
            10 are shown.

            --format svg makes one picture without scripts, for a browser or for print; html makes a page with the \
            picture and all events, which can be filtered, or with --limit the last of them without a picture. \
            timelinejs is JSON for TimelineJS, vis the items and groups of a vis-timeline.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, svg, html, timelinejs, vis }

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @Option(
        help:
            "text for people, json for programs, svg a picture, html a page; timelinejs and vis for other viewers."
    )
    var format: Format = .text
    @OptionGroup var colour: ColourOption
    @Flag(help: "Shows every act in full, retracted acts, and what corrected acts said before.")
    var all = false
    @Option(
        help: ArgumentHelp(
            "Only this many, the last ones; a page is then without the picture.", valueName: "number"))
    var limit: Int?
    @Argument(help: "The dispute; if not given, the one in use.")
    var dispute: String?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
        if limit != nil, format != .text, format != .html {
            throw ValidationError(
                "--limit is for --format text and html: the other formats always have all acts.")
        }
    }

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            let dispute = try context.dispute(dispute, in: casebook)
            // A page of the last acts reads only these, however many acts there are.
            if !all, format == .text || format == .html && limit != nil,
                let (timeline, overview) = try casebook.timelineEnd(
                    of: dispute, at: moment,
                    count: { TimelinePage.count(of: $0, showsAll: false, limit: limit) }),
                format == .text || timeline.earlier > 0
            {
                if format == .html {
                    return context.printDocument(TimelineDocument(timeline, overview, dateline).text)
                }
                let page = TimelinePage(timeline, overview, dateline, showsAll: false, limit: limit)
                for line in page.lines(on: colour.canvas(in: context)) { context.print(line) }
                return
            }
            var timeline = try casebook.timeline(of: dispute, at: moment, all: all)
            func overview() throws -> Overview { try casebook.overview(of: [dispute], at: moment) }
            switch format {
            case .text:
                let page = TimelinePage(timeline, try overview(), dateline, showsAll: all, limit: limit)
                for line in page.lines(on: colour.canvas(in: context)) { context.print(line) }
            case .json: context.printJSON(timeline.json)
            case .html:
                if let limit, timeline.end(limit).earlier > 0 { timeline = timeline.end(limit) }
                context.printDocument(TimelineDocument(timeline, try overview(), dateline).text)
            case .timelinejs: context.printJSON(TimelineJS(timeline, dateline).json)
            case .vis: context.printJSON(VisTimeline(timeline, dateline).json)
            case .svg: context.printDocument(TimelinePicture(timeline, try overview(), dateline).text)
            }
        }
    }
}
