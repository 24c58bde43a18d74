import ArgumentParser
import Casebook
import DisputeModel
import Platform
import Interchange
import Rendering
import SystemPackage
import TextSafety

struct ExportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes events out for other programs.",
        discussion: """
            The whole log; or the disputes that are named, with their sub-disputes. To standard output, but for sqlite, \
            which makes a new file.

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
    @Argument(
        help: ArgumentHelp(
            "The disputes; the whole log when none is named. With sqlite, the new file before them.",
            valueName: "disputes"),
        completion: .file())
    var words: [PathArgument] = []

    func run(in context: CommandContext) throws {
        switch format.output {
        case .lines(let isJSON, let write):
            let names = try disputes(words[...])
            try log.asking(upTo: marking, in: context) { casebook in
                try casebook.source(of: try names.map { try context.dispute($0, in: casebook) }) { source in
                    try write(source) { context.deliver($0, isJSON: isJSON) }
                }
            }
        case .file(let write):
            let (path, names) = (try newFile(), try disputes(words.dropFirst()))
            try log.asking(upTo: marking, in: context) { casebook in
                if names.isEmpty, try casebook.disputes().contains(path.argument) {
                    throw CommandError.usage(
                        "\(path) is a dispute, and the new file comes before the disputes.",
                        "Name the file first; one that is called so is ./\(path).")
                }
                let count = try casebook.source(
                    of: try names.map { try context.dispute($0, in: casebook) }
                ) { source in
                    try makingNewFile(path) { try write(source, path) }
                }
                context.print("Wrote \(Phrases.count(count, "event")) to \(harmless(path.shown)).")
            }
        }
    }

    private func newFile() throws(CommandError) -> FilePath {
        guard let path = words.first?.path else {
            throw .usage(
                "No file is named for the \(format.name) export.",
                "Name a new one: export --format \(format.name) FILE.")
        }
        guard path != "-" else {
            throw .usage(
                "A file of \(format.name) cannot be written to standard output.",
                "Name a new file; one that is called - is ./-.")
        }
        return path
    }

    private func disputes(_ words: ArraySlice<PathArgument>) throws(CommandError) -> [String] {
        for word in words where word.text.holdsPathBytes { throw .noText(word.text) }
        return words.map(\.text)
    }
}

extension ExportFormat: ExpressibleByArgument {
    /// The format with this name, as `--format` takes it; nil if there is none.
    package init?(argument: String) {
        guard let format = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = format
    }

    package var defaultValueDescription: String { name }
    package static var allValueStrings: [String] { all.map(\.name) }
}
