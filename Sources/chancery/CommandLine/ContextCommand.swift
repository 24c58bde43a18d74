import ArgumentParser

/// A command that is told its surroundings.
protocol ContextCommand: ParsableCommand {
    func run(in context: CommandContext) throws
}

extension ContextCommand {
    mutating func run() throws { try run(in: .ofProcess) }
}
