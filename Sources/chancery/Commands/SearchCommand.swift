import ArgumentParser
import CanonicalJSON
import Casebook
import Rendering

struct SearchCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds events by words in their summaries, quotations, sources and names.",
        discussion:
            "Capitals and accents do not matter: demarche finds démarche. Several words are looked for as they stand."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The words.")
    var text: [String]

    func run(in context: CommandContext) throws {
        let words = text.joined(separator: " ")
        guard words.contains(where: { !$0.isWhitespace }) else {
            throw Fault.usage("There is nothing to look for.", "Give a word: chancery search gift.")
        }
        let hits = try log.with(.reading, in: context) { try $0.search(words) }
        output.answer(
            SearchPage(hits, for: words, today: context.today), or: .array(hits.map(\.json)), in: context)
    }
}
