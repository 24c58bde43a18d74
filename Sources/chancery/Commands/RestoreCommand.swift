import ArgumentParser
import CanonicalJSON
import Casebook
import FileSystem
import Rendering

struct RestoreCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a new log out of an export: the same events, to the byte.",
        discussion: """
            The new log exports the same bytes as the old one, and its proofs are the same. It gets a signing key of \
            its own, as with `chancery init`. If anything in the file does not hold, there is no new log.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var founding: FoundingOptions
    @OptionGroup var output: FormatOption
    @Argument(help: "What `chancery export --format jsonl` wrote; - is standard input.", completion: .file())
    var file: PathArgument

    func run(in context: CommandContext) throws {
        let lines = try inputLines(file.path, in: context)
        var count = 0
        let founded = try founding.found(log, in: context) { path, settings in
            count = try Casebook.restore(to: path, settings: settings, lines: lines)
        }
        guard output.format == .text else {
            var json = founded.json
            json["events"] = .integer(count)
            return context.answer(JSON.object(json))
        }
        context.print("Restored \(Phrases.count(count, "event")) into \(harmless(founded.path.shown)).")
        founded.sayWhereTheKeyIs(context)
    }
}
