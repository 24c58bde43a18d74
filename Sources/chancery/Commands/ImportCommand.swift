import ArgumentParser
import CanonicalJSON
import Casebook
import Glibc
import Rendering

struct ImportCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Files the events of another log, or of another program, in this one.",
        discussion: """
            Each line is filed as a new event: with a new id, recorded now, checked as `record` checks. All of them or \
            none. A line that has been imported before adds nothing, so an import can be done again.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl }

    @OptionGroup var log: LogOption
    @Option(help: "jsonl: an event's JSON object on each line.")
    var format: Format = .jsonl
    @Flag(help: "Checks everything and says what would be filed, and files nothing.")
    var dryRun = false
    @Option(
        help: ArgumentHelp(
            "Who records it, where a line does not say; $CHANCERY_RECORDER or the login name.",
            valueName: "name"))
    var byRecorder: String?
    @Argument(help: "The file; - is standard input.", completion: .file())
    var file: String

    func run(in context: CommandContext) throws {
        let lines = try inputLines(file, in: context)
        var number = 0
        let result = try log.with(.writing, in: context) { casebook in
            do {
                return try casebook.take(
                    next: {
                        while true {
                            number += 1
                            guard let line = try lines() else { return nil }
                            if !trimmed(line).isEmpty { return try Self.object(line) }
                        }
                    }, by: byRecorder ?? context.recorder, at: context.now(), isDryRun: dryRun)
            } catch {
                guard let fault = Fault(error), fault.code == EX_DATAERR else { throw error }
                throw Fault(
                    "Nothing was filed, because of line \(number) of \(file). \(fault.problem)", fault.remedy,
                    code: fault.code)
            }
        }
        if !dryRun { log.drawSearchIndex(in: context) }
        let added = Phrases.count(result.added, "event")
        let known = result.known == 0 ? "" : "; \(Phrases.count(result.known, "event")) had been filed before"
        let keys =
            result.keys == 0
            ? "" : "; \(Phrases.count(result.keys, "signing key")) of the other log left out"
        context.print(
            dryRun ? "\(added) would be filed\(known)\(keys). Nothing was." : "Filed \(added)\(known)\(keys)."
        )
    }

    private static func object(_ line: String) throws -> JSONObject {
        guard let object = try JSON.parse(line).object else {
            throw Fault("It holds no JSON object.", "Give one event a line.", code: EX_DATAERR)
        }
        return object
    }
}
