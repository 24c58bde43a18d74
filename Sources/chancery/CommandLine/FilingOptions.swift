import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering
import TextSafety

/// The options of all commands that file events.
struct FilingOptions: ParsableArguments {
    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(
        help: ArgumentHelp(
            "A name for this event: the same command with the same key records nothing more and answers the same.",
            valueName: "key"))
    var key: String?
    @Option(
        help: ArgumentHelp(
            "The last event of the dispute's family that you have seen; if there are newer ones, nothing is recorded.",
            valueName: "position"))
    var expect: Position?
    @Option(
        help: ArgumentHelp(
            "Who records it; if not given, $CHANCERY_RECORDER or the login name.", valueName: "name"))
    var byRecorder: String?

    func recorder(in context: CommandContext) throws(CommandError) -> String {
        try context.recorder(named: byRecorder)
    }

    /// Opens the log, files the drafts that `make` returns, all or none, and prints the receipts.
    func file(in context: CommandContext, _ make: (Casebook, InputInterpreter) throws -> Drafts) throws {
        try with(context) { casebook, interpreter in
            try file(try make(casebook, interpreter), in: casebook, context)
        }
    }

    /// Opens the log for filing and gives `body` the casebook and an interpreter of input.
    func with(_ context: CommandContext, _ body: (Casebook, InputInterpreter) throws -> Void) throws {
        try log.filing(in: context) { casebook in
            try body(
                casebook,
                InputInterpreter(
                    parties: try casebook.parties(), own: try casebook.ownParty(), today: context.today,
                    wallClock: context.wallClock, note: { context.printError(sanitized($0)) }))
        }
    }

    /// Files the drafts, all or none, and prints the receipts.
    func file(_ drafts: Drafts, in casebook: Casebook, _ context: CommandContext) throws {
        var drafts = drafts
        if let key {
            guard drafts.events.count == 1 else {
                throw CommandError.usage(
                    "--key names one event, and these are several.", "Give each its \"key\" in the JSON.")
            }
            drafts.events[0]["key"] = .string(key)
        }
        try drafts.refuseBlankTexts()
        try confirm(drafts, in: casebook, context)
        let says = output.format == .text
        casebook.notesChanges = says
        let before = says ? Standing(drafts, casebook, context) : nil
        let receipts: [Casebook.Receipt]
        do {
            receipts = try drafts.naming { try self.receipts(of: drafts, casebook, context) }
        } catch let kept as KeptInOutbox {
            return OutboxReceipt(kept: kept).print(output, context)
        }
        var report = Receipts(drafts: drafts, receipts: receipts)
        guard let before else { return context.printJSON(report.json) }
        var canvas = output.canvas(in: context)
        // In a pipe each receipt is one line.
        if !context.terminal.outputIsTerminal { canvas.width = 10_000 }
        let after = Standing(drafts, casebook, context)
        if drafts.events.count <= Receipts.mostRemarked { report.remark(in: casebook, context.today) }
        for line in report.lines(from: before, to: after, casebook.changes, canvas) { context.print(line) }
    }

    /// At a terminal, asks for confirmation before an event that looks like a mistake is filed.
    private func confirm(_ drafts: Drafts, in casebook: Casebook, _ context: CommandContext) throws {
        guard context.terminal.inputIsTerminal, context.terminal.outputIsTerminal else { return }
        for draft in drafts.events {
            guard let mistake = DueBeforeAct.found(in: draft, casebook) else { continue }
            context.printError("The act would be \(mistake.words). Record it anyway? (y/N)")
            let answer = try context.readLine().map { trimmed($0).lowercased() }
            guard answer == "y" || answer == "yes" else {
                throw CommandError(
                    "Nothing was recorded: it would be \(mistake.words).", "Give another date.",
                    code: ExitStatus.dataError)
            }
        }
    }

    private func receipts(
        of drafts: Drafts, _ casebook: Casebook, _ context: CommandContext
    ) throws -> [Casebook.Receipt] {
        let recorder = try recorder(in: context)
        var index = 0
        do {
            return try casebook.file(
                drafts.events, by: recorder, at: context.now(), expecting: expect?.number,
                isAt: { index = $0 })
        } catch let error as FilingError where drafts.events.count > 1 {
            throw CommandError(
                "Nothing was recorded, because of event \(index + 1) of these. \(error.problem)",
                error.remedy,
                code: ExitStatus.dataError)
        }
    }
}

/// A position as typed: `17` or `#17`.
struct Position: ExpressibleByArgument {
    let number: Int

    init?(argument: String) {
        guard let number = Int(argument.hasPrefix("#") ? String(argument.dropFirst()) : argument), number >= 0
        else {
            return nil
        }
        self.number = number
    }
}
