import ArgumentParser
import DisputeModel

/// A command line that cannot be understood, said as all errors are: what is wrong, and what to do.
struct UsageError {
    let problem: String
    let remedy: String

    init(_ error: any Error, _ arguments: [String]) {
        var help = Self.help(for: error)
        let first = arguments.first ?? "-"
        // Of some words the parser does not say whose they were.
        if help == Self.rootHelp, Self.commands.contains(first) { help = "chancery \(first) --help" }
        guard help == Self.rootHelp, !first.hasPrefix("-") else {
            let (problem, remedy) = Self.sentences(
                Chancery.message(for: error),
                else: help == Self.rootHelp
                    ? "Options come after the name of a command; `\(help)` lists the commands."
                    : "`\(help)` says what can be given.")
            self.problem = problem
            self.remedy = DashedWords.remedy(for: problem, arguments) ?? remedy
            return
        }
        problem = "There is no command \"\(first)\"."
        let near = nearest(first, among: Self.commands).map { "`\($0)`" }
        remedy =
            near.isEmpty
            ? "`\(help)` lists the commands." : "Did you mean \(near.joined(separator: " or "))?"
    }

    private static let rootHelp = "chancery --help"

    static var commands: [String] {
        Chancery.configuration.groupedSubcommands.flatMap(\.subcommands)
            .compactMap { $0.configuration.commandName }
    }

    /// The parser's words: `The value 'x' is invalid for '--format <format>'. Please provide one of …`. What it advises, it
    /// says last.
    private static func sentences(_ message: String, else advice: String) -> (String, String) {
        // Of several ways to read the words, the first will do.
        let first = message.firstRange(of: "    or: ").map { message[..<$0.lowerBound] } ?? message[...]
        let lines = first.split(whereSeparator: \.isNewline)
        // More than five values it lists one a line.
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

    /// The help of the command that was meant, as the parser names it at the end of what it says.
    private static func help(for error: any Error) -> String {
        let last = Chancery.fullMessage(for: error, columns: 80).split(whereSeparator: \.isNewline).last ?? ""
        guard let start = last.firstRange(of: "See '"), last.hasPrefix("  See '"),
            let end = last[start.upperBound...].firstIndex(of: "'")
        else { return rootHelp }
        return String(last[start.upperBound..<end])
    }
}
