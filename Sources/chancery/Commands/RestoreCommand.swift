import ArgumentParser
import Casebook
import Glibc

struct RestoreCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a new log out of an export: the same events, to the byte.")

    @OptionGroup var log: LogOption
    @Option(help: "What the new log is called; the file's name when not given.")
    var name: String?
    @Argument(help: "What `chancery export --format jsonl` wrote; - is standard input.", completion: .file())
    var file: String

    func run(in context: CommandContext) throws {
        guard let lines = file == "-" ? context.readLine : LineReader(path: file)?.next else {
            throw Fault("There is no file \(file) that can be read.", "Name another.", code: EX_NOINPUT)
        }
        let path = log.path(in: context)
        let count = try Casebook.restore(to: path, settings: [:], lines: lines)
        context.print("Restored \(count) events into \(path).")
    }
}
