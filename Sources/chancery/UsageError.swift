import ArgumentParser
import DisputeModel

/// A command line that cannot be parsed, as a problem and a remedy.
struct UsageError {
    let problem: String
    let remedy: String

    init(_ error: any Error, _ arguments: [String]) {
        var help = Self.help(for: error)
        let first = arguments.first ?? "-"
        // For some errors the parser does not say to which command they belong.
        if help == Self.rootHelp, Self.commands.contains(first) { help = "chancery \(first) --help" }
        guard help == Self.rootHelp, !first.hasPrefix("-") else {
            let (problem, remedy) = Self.sentences(
                Chancery.message(for: error),
                else: help == Self.rootHelp
                    ? "Options come after the name of a command; `\(help)` lists the commands."
                    : "`\(help)` explains the options.")
            self.problem = problem
            self.remedy = DashedWords.remedy(for: problem, arguments) ?? remedy
            return
        }
        problem = "There is no command \"\(first)\"."
        let near = nearest(first, among: Self.commands).map { "`\($0)`" }
        remedy = didYouMean(near, else: "`\(help)` lists the commands.")
    }

    private static let rootHelp = "chancery --help"

    static var commands: [String] {
        Chancery.configuration.groupedSubcommands.flatMap(\.subcommands)
            .compactMap { $0.configuration.commandName }
    }

    /// Splits words into those that name a command, with its subcommand, and the first other word; nil if there is none.
    static func commandPath(_ words: ArraySlice<String>) -> (known: [String], other: String?) {
        var known: [String] = []
        var commands = Chancery.configuration.groupedSubcommands.flatMap(\.subcommands)
        for word in words {
            guard let command = commands.first(where: { $0.configuration.commandName == word }) else {
                return (known, word)
            }
            known.append(word)
            commands = command.configuration.subcommands
        }
        return (known, nil)
    }

    /// Splits the parser's message into a problem and a remedy: `The value 'x' is invalid for '--format <format>'.
    /// Please provide one of …`. The remedy is its last sentence.
    private static func sentences(_ message: String, else advice: String) -> (String, String) {
        // The parser may explain several interpretations; the first is enough.
        let first = message.firstRange(of: "    or: ").map { message[..<$0.lowerBound] } ?? message[...]
        let lines = first.split(whereSeparator: \.isNewline)
        // The parser lists more than five values one per line.
        let isValue = { (line: Substring) in line.hasPrefix("  - ") }
        let values = lines.filter(isValue).map { "'\($0.dropFirst(4))'" }
        let list = [values.dropLast().joined(separator: ", "), values.last ?? ""].joined(separator: " or ")
        let words = trimmed(
            (lines.filter { !isValue($0) }.map(String.init) + (values.isEmpty ? [] : [list]))
                .joined(separator: " "))
        guard let end = words.ranges(of: "'. ").last else { return (ended(words), advice) }
        return (String(words[..<end.upperBound].dropLast()), ended(String(words[end.upperBound...])))
    }

    private static func ended(_ words: String) -> String {
        words.last.map { ".?!".contains($0) } ?? false ? words : words + "."
    }

    /// The command that prints the relevant help, which the parser names at the end of its message.
    private static func help(for error: any Error) -> String {
        let last = Chancery.fullMessage(for: error, columns: 80).split(whereSeparator: \.isNewline).last ?? ""
        guard let start = last.firstRange(of: "See '"), last.hasPrefix("  See '"),
            let end = last[start.upperBound...].firstIndex(of: "'")
        else { return rootHelp }
        return String(last[start.upperBound..<end])
    }
}
