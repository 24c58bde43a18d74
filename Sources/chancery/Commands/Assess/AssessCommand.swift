import ArgumentParser

struct AssessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Files a judgement of our own: of a reply, or of where a dispute stands.",
        subcommands: [AssessReply.self, AssessStatus.self])
}
