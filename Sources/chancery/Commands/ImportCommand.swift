import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Platform
import Interchange
import Rendering
import TextSafety

struct ImportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Records the events of another log, of another program, or of any table, in this log.",
        discussion: """
            jsonl: each line is recorded as a new event: with a new id, recorded now, checked as `record` checks; it \
            keeps who recorded it first, and when. All events are recorded or none; with --partial, those that can \
            be. A dispute that was opened in both logs independently is refused, unless --into says where its events \
            go.

            csv: a table of any kind (commas, tabs, gzip, other encodings), whose rows become disputes and events as \
            a mapping says; `chancery help your-own-tables` explains mappings. Rows that cannot be imported are \
            counted, with the reasons, and the others are recorded; then it exits with 65.

            What has been imported before adds nothing. So you can repeat an import, and the same command continues \
            one that was interrupted. With --sync, a table is a list that is published again and again: a row that \
            has changed makes a correction; one that has gone, a retraction or what the mapping says under gone:.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, csv }

    @OptionGroup var log: LogOption
    @Option(
        help:
            "jsonl: one JSON object per line, each an event; csv: a table. (default: csv with --mapping, else jsonl)"
    )
    var format: Format?
    @OptionGroup(title: "A table") var table: TableOptions
    @Option(
        help: ArgumentHelp(
            "jsonl: the events of that dispute go into this one; can be given several times.",
            valueName: "there=here"))
    var into: [String] = []
    @Flag(help: "jsonl: records the events that can be imported, and names the others.")
    var partial = false
    @Flag(help: "Checks everything and says what would be recorded, but records nothing.")
    var dryRun = false
    @Flag(help: "Answers in JSON.")
    var json = false
    @Option(
        help: ArgumentHelp(
            "Who records it, if a line does not say; if not given, $CHANCERY_RECORDER or the login name.",
            valueName: "name"))
    var byRecorder: String?
    @Argument(help: "The file; - is standard input.", completion: .file())
    var file: PathArgument

    func run(in context: CommandContext) throws {
        defer { if !dryRun { log.updateSearchIndex(in: context) } }
        switch format ?? (table.mapping == nil ? .jsonl : .csv) {
        case .jsonl: try importLines(in: context)
        case .csv: try importTable(in: context)
        }
    }

    /// Refuses `--dry-run` for a log of an earlier version: a dry run changes nothing, so it cannot migrate the log.
    private func checkTrial(in casebook: Casebook) throws {
        guard dryRun, let release = casebook.store.earlierRelease else { return }
        throw CommandError(
            "The log was made by version \(release), and --dry-run would have to convert it to this version first.",
            "Run `chancery replay`, which converts it and keeps a copy of the log as it is, and try again.",
            code: ExitStatus.temporary)
    }

    // MARK: A table

    private func importTable(in context: CommandContext) throws {
        guard let mapping = table.mapping else {
            throw CommandError.usage(
                "A table needs a mapping, which says what its rows mean.",
                "Give one with --mapping FILE; `chancery help your-own-tables` shows how to write it."
            )
        }
        guard table.batch > 0 else {
            throw CommandError.usage("--batch must be 1 or more.", "Leave it out; then it is 10,000.")
        }
        guard table.sync || !table.yes else {
            throw CommandError.usage("--yes goes with --sync.", "Leave it out.")
        }
        let progress = Progress(context)
        let report = try log.filing(in: context) { casebook in
            try checkTrial(in: casebook)
            let importing = try TableImport(
                file.path, mapping: mapping.path, tables: table.places(), parties: casebook.parties(),
                rejects: table.rejects?.path)
            var options = TableImport.Options()
            options.batch = table.batch
            options.isStrict = table.strict
            options.isDryRun = dryRun
            options.isSynced = table.sync
            options.allowsManyGone = table.yes || dryRun
            options.recorder = try context.recorder(named: byRecorder)
            options.marking = try casebook.setting("marking")
            defer { progress.clear() }
            return try importing.run(into: casebook, options, at: context.now) { report, share in
                progress.show("row", report.rows, share: share)
            }
        }
        let receipt = TableReceipt(
            report: report, seconds: progress.seconds, isDryRun: dryRun, isStrict: table.strict)
        if json { context.printJSON(receipt.json) } else { for line in receipt.lines { context.print(line) } }
        let differs = report.noteCounts[.differs, default: 0] > 0
        if report.bad > 0 || differs { throw ExitNo(code: ExitStatus.dataError) }
    }

    // MARK: Lines of JSON

    private func importLines(in context: CommandContext) throws {
        if let option = table.given {
            throw CommandError.usage(
                "\(option) does nothing with jsonl.", "Leave it out, or say --format csv.")
        }
        let lines = JSONLines(try inputLines(file.path, in: context))
        let options = try importOptions()
        let recorder = try context.recorder(named: byRecorder)
        let result = try log.filing(in: context) { casebook in
            try checkTrial(in: casebook)
            return try record(lines, options, casebook, by: recorder, at: context.now())
        }
        for (theirs, ours) in options.disputes.sorted(by: { $0.key < $1.key })
        where !result.renamed.contains(theirs) {
            context.printError(
                "No event of the file is in \(theirs), so --into \(theirs)=\(ours) did nothing.")
        }
        let receipt = LinesReceipt(result: result, isDryRun: dryRun, file: file.path.shown)
        if json { return context.printJSON(receipt.json) }
        for line in receipt.refusals { context.printError(line) }
        for line in receipt.lines { context.print(line) }
    }

    private func importOptions() throws(CommandError) -> Casebook.ImportOptions {
        var options = Casebook.ImportOptions()
        options.isPartial = partial
        options.isDryRun = dryRun
        for pair in into {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts.allSatisfy({ DisputeID($0) != nil }) else {
                throw .usage("\"\(pair)\" does not name two disputes.", "Write --into THERE=HERE.")
            }
            options.disputes[parts[0]] = parts[1]
        }
        return options
    }

    private func record(
        _ lines: JSONLines, _ options: Casebook.ImportOptions, _ casebook: Casebook,
        by recorder: String, at now: Instant
    ) throws -> Casebook.Import {
        var (lines, number) = (lines, 0)
        do {
            return try casebook.importEvents(
                next: {
                    do {
                        return try lines.next().map { ForeignLine(number: lines.number, $0, Self.object) }
                    } catch {
                        return ForeignLine(number: lines.number, error)
                    }
                }, by: recorder, at: now, options, isAt: { number = $0 })
        } catch {
            // An error before the first line concerns the whole file.
            guard let fault = CommandError(error), fault.code == ExitStatus.dataError, number > 0 else {
                throw error
            }
            var remedy = fault.remedy
            if case .needsActor? = error as? FilingError {
                remedy = "Give the actor as \"actors\" in that line; ? is someone unnamed."
            }
            throw CommandError(
                "Nothing was recorded, because of line \(number) of \(file.path). \(fault.problem)", remedy,
                code: fault.code)
        }
    }

    private static func object(_ line: String) throws -> JSONObject {
        guard trimmed(line).utf8.first == UInt8(ascii: "{"), let object = try JSON.parse(line).object else {
            throw CommandError(
                "It contains no JSON object.",
                "Give one event per line; a table needs a mapping: --mapping FILE.",
                code: ExitStatus.dataError)
        }
        return object
    }
}
