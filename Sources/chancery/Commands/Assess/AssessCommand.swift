import ArgumentParser

struct AssessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Records your own judgement of a reply, or of where a dispute stands.",
        subcommands: [AssessReply.self, AssessStatus.self])
}
