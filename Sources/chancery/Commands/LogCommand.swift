import Answers
import ArgumentParser
import Casebook
import EventLog
import Platform
import Rendering

struct LogCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Lists the events in the order in which they were recorded, one line each.",
        discussion: """
            They are shown as they were recorded, without later corrections. In JSON, each event is an object on a \
            line of its own: {"position", "event"}; with --max-marking without the position.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The first position; -10 shows the last ten events.", valueName: "position"))
    var from: String?
    @Flag(help: "Keeps running and prints new events as others record them. Ctrl-C ends it.")
    var follow = false

    func run(in context: CommandContext) throws {
        if follow, marking.level != nil {
            throw CommandError.usage(
                "--follow shows the log itself and does not go with --max-marking.",
                "Leave one of them out; without --follow the log is listed up to a marking.")
        }
        try log.asking(upTo: marking, in: context) { casebook in
            let last = try casebook.lastPosition()
            var next = try first(last)
            let digits = max(String(last).count, follow ? 4 : 1)
            let canvas = output.canvas(in: context)
            let follower = try follow && casebook.store.isCopy ? follower(in: context) : nil
            while true {
                let lines = try casebook.logLines(from: next)
                if let last = lines.last {
                    switch output.format {
                    case .json: for line in lines { context.printJSON(line.json) }
                    case .text:
                        for line in LogPage(lines, digits: digits).lines(on: canvas) { context.print(line) }
                    }
                    // A manipulated log may contain the largest possible position.
                    guard last.position < .max else { return }
                    next = last.position + 1
                } else if follow {
                    try context.flush()
                    if let follower {
                        _ = try follower.nextSync(at: context.now())
                    } else {
                        SystemClock.sleep(microseconds: 500_000)
                    }
                } else {
                    if last == 0, output.format == .text { context.print("The log has no events yet.") }
                    return
                }
            }
        }
    }

    /// What fetches into a post's copy what others file.
    private func follower(in context: CommandContext) throws -> Casebook {
        let casebook = try Casebook(at: log.path(in: context), .writing)
        casebook.post = try log.post(of: casebook, in: context)
        return casebook
    }

    private func first(_ last: Int) throws -> Int {
        guard let from else { return 1 }
        let digits = from.hasPrefix("#") ? String(from.dropFirst()) : from
        guard let number = Int(digits), number < 0 || marking.level == nil else {
            if marking.level != nil {
                throw CommandError.usage(
                    "With --max-marking events have no positions, so --from must be negative.",
                    "Leave it out, or write -10 for the last ten.")
            }
            throw CommandError.usage(
                "\"\(from)\" is not a valid position for --from.",
                "Write a number: 17, or -10 for the last ten.")
        }
        return number < 0 ? max(1, last + max(number, -last) + 1) : max(1, number)
    }
}
