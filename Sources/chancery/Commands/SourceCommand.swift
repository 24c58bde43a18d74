import ArgumentParser
import CanonicalJSON
import DisputeModel

struct SourceCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "source", abstract: "Adds a source to an act.",
        discussion: """
            chancery source 10 "krone.at 2552833 | https://krone.at/2552833 | 2021-11-10"

            With --confirms, what was claimed or alleged counts as asserted, and can change the status like any act.
            """)

    @OptionGroup var filing: FilingOptions
    @Argument(help: ArgumentHelp("The act: 17, #17 or its id.", valueName: "event"))
    var event: String
    @Argument(help: "The citation; an address and a date can follow, each after \" | \".")
    var citation: String
    @Option(help: "Its web address.")
    var url: String?
    @Option(help: "A name for it, such as tass-1359667.")
    var id: String?
    @Option(help: ArgumentHelp("When it was published.", valueName: "date"))
    var published: String?
    @Option(help: "How reliable it is, such as B2.")
    var reliability: String?
    @Flag(help: "Says that the source confirms the act.")
    var confirms = false

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(.sourceAdded, on: event, in: context, sources: { [try source($0)] }) {
            _, _ in
            JSONObject(confirms ? [("standing", "asserted")] : [])
        }
    }

    private func source(_ interpreter: InputInterpreter) throws -> JSON {
        var source = try interpreter.source(citation).object ?? JSONObject()
        for (key, text) in [("url", url), ("id", id), ("reliability", reliability)] {
            if let text { source[key] = .string(text) }
        }
        if let published { source["published"] = try interpreter.time(published, "--published") }
        return .object(source)
    }
}
