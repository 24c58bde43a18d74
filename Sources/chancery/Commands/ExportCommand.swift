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
            With --max-marking nothing goes out that is marked higher, as its marking is known now; how many events were \
            left out is said on standard error. A dispute whose opening is marked higher is left out with its \
            sub-disputes. What is said about an event (a correction, a source, an assessment, a retraction) is left out \
            with it. Where an event has been corrected, the words that it had before are as secret as it ever was: jsonl \
            and cloudevents leave it out, the others show it as it is known now. They show it without corrections and \
            sources that are marked higher, without references to what is left out, and with its own date for its place. \
            A retraction always counts. In jsonl and cloudevents a reference may name an event that is not there: that \
            shows its id, and so when it was filed. Parties of your own, and signing keys, have no marking and go out.
            """)

    @OptionGroup var log: LogOption
    @Option(help: ArgumentHelp("One of those above.", valueName: "format"))
    var format: ExportFormat = .jsonl
    @Option(help: ArgumentHelp("Leave out what is marked higher than this.", valueName: "level"))
    var maxMarking: Marking?
    @Argument(help: "The disputes; the whole log when none is named.")
    var disputes: [String] = []

    func run(in context: CommandContext) throws {
        try log.with(.reading, in: context) { casebook in
            let names = try disputes.map { try context.dispute($0, in: casebook) }
            let leftOut = try casebook.excerpt(of: names, upTo: maxMarking) { excerpt in
                try format.write(excerpt, context.print)
                return format.leftOut(of: excerpt)
            }
            if let maxMarking { context.complain(Self.account(leftOut, maxMarking, format)) }
        }
    }

    /// What was left out, and what follows from that.
    private static func account(_ count: Int, _ marking: Marking, _ format: ExportFormat) -> String {
        guard count > 0 else { return "Nothing was left out: no event is marked above \(marking.rawValue)." }
        let left =
            "\(Phrases.count(count, "event")) left out, marked above \(marking.rawValue) or about what is."
        guard format.name == ExportFormat.jsonl.name else { return left }
        return left
            + "\nThe same log cannot be restored from this, and `import` refuses what replies to something left out."
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

extension Marking: ExpressibleByArgument {}
