import ArgumentParser

struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Lays a shared log on a PostgreSQL server.",
        subcommands: [ServerInit.self])
}
