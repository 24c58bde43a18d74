import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Platform
import Rendering
import TextSafety

struct BackupCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a copy of the log as it is at this moment, while others go on writing.",
        discussion: "The copy is a log like the first. The signing key is not in it: keep a copy of that too."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The new file; an existing one is not overwritten.", completion: .file())
    var file: PathArgument

    func run(in context: CommandContext) throws {
        let file = file.path
        try log.with(.reading, in: context) { casebook in
            try makingNewFile(file) { try casebook.store.backup(to: file) }
        }
        guard output.format == .text else {
            return context.printJSON(JSON.object(JSONObject([("backup", .string(file.shown))])))
        }
        context.print("Copied the log to \(sanitized(file.shown)).")
    }
}
