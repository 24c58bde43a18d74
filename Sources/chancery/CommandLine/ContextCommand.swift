import ArgumentParser

/// A command that is given its environment instead of using that of the process.
protocol ContextCommand: ParsableCommand {
    func run(in context: CommandContext) throws
}

extension ContextCommand {
    mutating func run() throws { try run(in: .ofProcess) }
}
