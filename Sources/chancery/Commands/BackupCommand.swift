import ArgumentParser
import CanonicalJSON
import Casebook
import Rendering

struct BackupCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a copy of the log as it is at this moment, while others go on writing.",
        discussion: "The copy is a log like the first. The signing key is not in it: keep a copy of that too."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The new file; nothing is written over.", completion: .file())
    var file: String

    func run(in context: CommandContext) throws {
        try log.with(.reading, in: context) { try $0.store.backup(to: file) }
        guard output.format == .text else {
            return context.print(JSON.object(JSONObject([("backup", .string(file))])).canonical)
        }
        context.print("Copied the log to \(harmless(file)).")
    }
}
