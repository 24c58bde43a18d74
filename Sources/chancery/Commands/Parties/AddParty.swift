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
            It is an event of the log like others, and goes where the log goes. Of a code or a name that is also built \
            in, yours is meant.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "2 to 12 capitals, digits and hyphens, a capital first.")
    var code: String
    @Argument(help: "What it is called.")
    var name: String
    @Option(help: ArgumentHelp("Another name for it.", valueName: "name"))
    var alias: [String] = []
    @Option(
        help: ArgumentHelp(
            "Who records it; $CHANCERY_RECORDER or the login name when not given.", valueName: "name"))
    var byRecorder: String?

    func run(in context: CommandContext) throws {
        guard let party = RegisteredParty(code: code, name: composed(name), aliases: alias.map(composed))
        else {
            throw CommandError(
                "\"\(code)\" cannot be a party's code.",
                "Use 2 to 12 capitals, digits and hyphens, a capital first.",
                code: ExitStatus.dataError)
        }
        guard ([name] + alias).allSatisfy({ !folded($0).isEmpty }) else {
            throw CommandError(
                "A party needs a name with letters in it.", "Say what it is called.",
                code: ExitStatus.dataError)
        }
        let receipt = try log.filing(in: context) {
            try $0.register(party, by: context.recorder(named: byRecorder), at: context.now())
        }
        guard output.format == .text else { return context.answer(receipt.json) }
        context.print("Filed #\(receipt.position): \(code) is \(harmless(name)).")
    }
}
