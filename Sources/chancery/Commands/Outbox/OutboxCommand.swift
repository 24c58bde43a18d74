import ArgumentParser

struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Shows what was recorded while the shared log could not be reached.",
        subcommands: [OutboxList.self, OutboxEdit.self, OutboxDrop.self], defaultSubcommand: OutboxList.self)
}
