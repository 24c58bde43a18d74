import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Projections
import Rendering

struct ReplayCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Rebuilds everything that is computed from the log, and says what differed.",
        discussion: """
            The new projections are built beside those in use and replace them all at once; readers never see half of \
            them. If a replay is stopped, the next one continues it. A replay of everything also deletes the search \
            index; the next search that needs it rebuilds it.

            The first command that writes in a log of an earlier version, this one or another, converts it. A copy of \
            the log as it was is kept beside it, under its name and that version's (log.db.0.1.0).
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(help: "Only this dispute, with its family.")
    var dispute: String?
    @Flag(help: "Changes nothing; exits 1 if a replay would change anything.")
    var dryRun = false

    func run(in context: CommandContext) throws {
        let progress = Progress(context)
        let report = try log.with(dryRun ? .reading : .writing, in: context) { casebook in
            try casebook.replay(dispute: dispute, isDryRun: dryRun) { progress.show("Replayed", $0, of: $1) }
        }
        progress.clear()
        let seconds = progress.seconds
        switch output.format {
        case .json: context.printJSON(json(report, seconds))
        case .text: for line in text(report, seconds) { context.print(line) }
        }
        if dryRun, !report.differences.isEmpty { throw ExitNo.no }
    }

    private func text(_ report: Replay.Report, _ seconds: Double) -> [String] {
        let rate = seconds > 0 ? Int(Double(report.events) / seconds) : report.events
        let verb = dryRun ? "Compared" : "Replayed"
        var lines = [
            "\(verb) \(Phrases.count(report.events, "event")) of \(Phrases.count(report.families, "family", "families"))"
                + " in \(Int(seconds * 1000)) ms, \(Phrases.grouped(rate)) events/s."
        ]
        if report.resumedFamilies > 0 {
            lines.append(
                "\(Phrases.count(report.resumedFamilies, "family", "families")) had been built by a replay that was stopped."
            )
        }
        if !report.hadProjections {
            lines.append("There were no projections before.")
        } else if report.differences.isEmpty {
            lines.append("Nothing \(dryRun ? "differs" : "differed") from what was there.")
        }
        lines += report.differences.flatMap(\.lines)
        return lines
    }

    private func json(_ report: Replay.Report, _ seconds: Double) -> JSON {
        [
            "events": .integer(report.events), "families": .integer(report.families),
            "milliseconds": .integer(Int(seconds * 1000)), "carriedOn": .integer(report.resumedFamilies),
            "differences": .array(
                report.differences.map { difference in
                    [
                        "dispute": .string(difference.dispute),
                        "differs": .array(difference.words.map { .string($0) }),
                        "events": .array(difference.events.map { .integer($0) }),
                    ]
                }),
        ]
    }
}
