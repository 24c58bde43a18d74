import ArgumentParser
import Casebook
import DisputeModel
import Interchange
import Rendering

struct ExportCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes events out for other programs.",
        discussion: """
            The whole log; or the disputes that are named, with their sub-disputes.

            \(ExportFormat.all.map { "\($0.name.uppercased())\n\($0.summary)" }.joined(separator: "\n\n"))

            MARKINGS
            With --max-marking what goes out is the record in which nothing marked higher was ever filed: without \
            corrections and sources that are marked higher, without references to what is left out, and without \
            positions. A dispute whose opening is marked higher is left out with its sub-disputes, and what is said \
            about an event with that event. A retraction and a change of marking always count. jsonl and cloudevents \
            give texts as they were recorded: an event out of whose text something would have to be taken is left out, \
            and so is what names it. How many events are left out is said on standard error. Parties of your own, and \
            signing keys, have no marking and go out.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var marking: MarkingOption
    @Option(help: ArgumentHelp("One of those above.", valueName: "format"))
    var format: ExportFormat = .jsonl
    @Argument(help: "The disputes; the whole log when none is named.")
    var disputes: [String] = []

    func run(in context: CommandContext) throws {
        try log.asking(upTo: marking, in: context) { casebook in
            let names = try disputes.map { try context.dispute($0, in: casebook) }
            try casebook.excerpt(of: names) { excerpt in
                try format.write(excerpt) { context.deliver($0, isJSON: format.isJSON) }
            }
        }
    }
}

extension ExportFormat: ExpressibleByArgument {
    package init?(argument: String) {
        guard let format = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = format
    }

    package var defaultValueDescription: String { name }
    package static var allValueStrings: [String] { all.map(\.name) }
}
