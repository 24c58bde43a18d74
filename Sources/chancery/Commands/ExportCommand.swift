import ArgumentParser
import Casebook

struct ExportCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes events as they stand in the log, one a line.",
        discussion: """
            The whole log, from which `chancery restore` makes the same log again; or the disputes that are named, \
            with their sub-disputes, which `chancery import` takes into another.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl }

    @OptionGroup var log: LogOption
    @Option(help: "jsonl: the canonical JSON of each event on a line.")
    var format: Format = .jsonl
    @Argument(help: "The disputes; the whole log when none is named.")
    var disputes: [String] = []

    func run(in context: CommandContext) throws {
        try log.with(.reading, in: context) { casebook in
            let names = try disputes.map { try context.dispute($0, in: casebook) }
            try casebook.export(names, context.print)
        }
    }
}
