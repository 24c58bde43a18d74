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
            Exports the whole log, or only the named disputes with their sub-disputes. All formats go to standard \
            output, except sqlite, which makes a new file.

            \(ExportFormat.all.map { "\($0.name.uppercased())\n\($0.summary)" }.joined(separator: "\n\n"))

            MARKINGS
            With --max-marking the export is as if nothing marked higher had ever been recorded: without corrections \
            and sources that are marked higher, without references to what is left out, and without positions. A \
            dispute whose opening is marked higher is left out with its sub-disputes; an event that is left out takes \
            its corrections, sources and assessments with it. Retractions and changes of marking always count. jsonl \
            and cloudevents give the texts as they were recorded, so they leave out every event whose text would have \
            to be shortened, and every event that names it. Standard error says how many events are left out. Your \
            own parties, and signing keys, have no marking and are exported.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var marking: MarkingOption
    @Option(help: ArgumentHelp("One of the formats above.", valueName: "format"))
    var format: ExportFormat = .jsonl
    @Argument(
        help: ArgumentHelp(
            "The disputes; if not given, the whole log. With sqlite, name the new file first.",
            valueName: "disputes"),
        completion: .file())
    var words: [PathArgument] = []

    func run(in context: CommandContext) throws {
        switch format.output {
        case .lines(let isJSON, let write):
            let names = try disputes(words[...])
            try log.asking(upTo: marking, in: context) { casebook in
                try casebook.source(of: try names.map { try context.dispute($0, in: casebook) }) { source in
                    try write(source) { context.printDocument($0, isJSON: isJSON) }
                }
            }
        case .file(let write):
            let (path, names) = (try newFile(), try disputes(words.dropFirst()))
            try log.asking(upTo: marking, in: context) { casebook in
                if names.isEmpty, try casebook.disputes().contains(path.argument) {
                    throw CommandError.usage(
                        "\(path) is a dispute, and the new file comes before the disputes.",
                        "Name the file first; a file with that name is ./\(path).")
                }
                let count = try casebook.source(
                    of: try names.map { try context.dispute($0, in: casebook) }
                ) { source in
                    try makingNewFile(path) { try write(source, path) }
                }
                context.print("Wrote \(Phrases.count(count, "event")) to \(sanitized(path.shown)).")
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
                "Name a new file; a file with the name - is ./-.")
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
