import ArgumentParser
import CanonicalJSON
import Casebook
import Platform
import Rendering
import TextSafety

struct RestoreCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a new log from an export: the same events, byte for byte.",
        discussion: """
            The new log exports the same bytes as the old one, and its proofs are the same. It gets a signing key of \
            its own, as with `chancery init`. If anything in the file is wrong, no log is made; nor if an event in it \
            could not have been recorded, unless you give --as-is. Kinds of a later version of the program are \
            restored.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var options: NewLogOptions
    @OptionGroup var output: FormatOption
    @Flag(help: "Also restores events that could not have been recorded, and says what is wrong with them.")
    var asIs = false
    @Argument(help: "What `chancery export --format jsonl` wrote; - is standard input.", completion: .file())
    var file: PathArgument

    func run(in context: CommandContext) throws {
        let lines = exactLines(
            try inputLines(file.path, in: context), of: file.inputName)
        var restored = Casebook.Restored()
        let created = try options.create(log, in: context) { path, settings, writeKey in
            restored = try Casebook.restore(
                to: path, settings: settings, isAsIs: asIs, lines: lines, beforeRename: writeKey)
        }
        guard output.format == .text else {
            var json = created.json
            json["events"] = .integer(restored.events)
            json["remarks"] = .array(
                restored.remarks.map { ["line": .integer($0.line), "problem": .string($0.problem)] })
            json["laterKinds"] = .object(
                JSONObject(restored.laterKinds.map { ($0.key, .integer($0.value)) }))
            return context.printJSON(JSON.object(json))
        }
        context.print(
            "Restored \(Phrases.count(restored.events, "event")) into \(sanitized(created.path.shown)).")
        for (kind, count) in restored.laterKinds.sorted(by: { $0.key < $1.key }) {
            context.print(
                "\(Phrases.count(count, "event")) of a kind that this version does not know, \(sanitized(kind)): they count, but change no status."
            )
        }
        if restored.unrecordableCount > 0 {
            context.print(
                "\(Phrases.count(restored.unrecordableCount, "event")) could not have been recorded, and "
                    + (restored.unrecordableCount == 1
                        ? "was restored as it is:" : "were restored as they are:")
            )
            for (line, problem) in restored.remarks.prefix(20) {
                context.print("  line \(line): \(sanitized(problem))")
            }
            if restored.unrecordableCount > 20 { context.print("  … `chancery verify` lists all of them.") }
        }
        created.printKeyPath(context)
        created.printUnsetSettings(options, context)
    }
}
