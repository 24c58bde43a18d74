import ArgumentParser

struct PartiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parties", abstract: "Lists who can be named as a party, or adds one.",
        subcommands: [ListParties.self, AddParty.self],
        defaultSubcommand: ListParties.self)
}
