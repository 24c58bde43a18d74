import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering
import TextSafety

struct AddParty: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a party to this log, or changes the names of one that was added.",
        discussion: """
            The party is recorded as an event of the log, and goes where the log goes. If your code or name is also \
            built in, yours counts.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "Its code: 2 to 12 capitals, digits and hyphens, beginning with a capital.")
    var code: String
    @Argument(help: "Its name.")
    var name: String
    @Option(help: ArgumentHelp("Another name for it.", valueName: "name"))
    var alias: [String] = []
    @Option(
        help: ArgumentHelp(
            "Who records it; if not given, $CHANCERY_RECORDER or the login name.", valueName: "name"))
    var byRecorder: String?

    func run(in context: CommandContext) throws {
        guard let party = RegisteredParty(code: code, name: composed(name), aliases: alias.map(composed))
        else {
            throw CommandError(
                "\"\(code)\" cannot be a party's code.",
                "Use 2 to 12 capitals, digits and hyphens, and begin with a capital.",
                code: ExitStatus.dataError)
        }
        guard ([name] + alias).allSatisfy({ !folded($0).isEmpty }) else {
            throw CommandError(
                "A party needs a name with letters in it.", "Give its name.", code: ExitStatus.dataError)
        }
        let receipt: Casebook.Receipt
        do {
            receipt = try log.filing(in: context) {
                try $0.register(party, by: context.recorder(named: byRecorder), at: context.now())
            }
        } catch let kept as KeptInOutbox {
            return OutboxReceipt(kept: kept).print(output, context)
        }
        guard output.format == .text else { return context.printJSON(receipt.json) }
        context.print("Recorded #\(receipt.position): \(code) is \(sanitized(name)).")
    }
}
