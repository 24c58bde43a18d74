import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel

struct OpenCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens a dispute: its name, its title, its sides.",
        discussion: """
            chancery open rus-un-donation --title "Russia's donation for human-rights work" --side Russia --side UN

            A side is a name and its members: --side "The allies=GBR,FRA". One party without a name is a side too.
            """)

    @OptionGroup var filing: FilingOptions
    @Argument(help: "The name of the dispute: lower-case letters, digits and hyphens.")
    var dispute: String
    @Option(help: "The title: what the dispute is about.")
    var title: String
    @Option(help: ArgumentHelp("A side, with its members; give at least two.", valueName: "name=party,party"))
    var side: [String] = []
    @Option(help: ArgumentHelp("The dispute that it is a part of.", valueName: "dispute"))
    var parent: String?
    @Option(help: ArgumentHelp("When it began in the world, as far as is known.", valueName: "date"))
    var since: String?
    @Option(name: [.customShort("m"), .long], help: ArgumentHelp("More about it.", valueName: "words"))
    var summary: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Its source, as with `record`.", valueName: "citation"))
    var source: [String] = []
    @Option(help: ArgumentHelp("public, restricted, confidential or secret.", valueName: "level"))
    var marking: String?

    func run(in context: CommandContext) throws {
        guard side.count >= 2 else {
            throw CommandError(
                "A dispute needs at least two sides, and \(side.isEmpty ? "none is" : "one is") named.",
                "Name them: --side \"Russia=RUS\" --side \"United Nations=UN\".", code: ExitStatus.dataError)
        }
        try filing.file(in: context) { casebook, interpreter in
            var name = dispute
            if let parent = try parent.map({ try context.dispute($0, in: casebook) }),
                !DisputeID.isPart(name, of: parent)
            {
                name = "\(parent)/\(name)"
            }
            var details = JSONObject([
                ("title", .string(title)), ("sides", .array(try side.map { try self.side($0, interpreter) })),
            ])
            details["since"] = try since.map { try interpreter.time($0, "--since") }
            var event = JSONObject([
                ("kind", .string(RecordKind.opening.rawValue)), ("dispute", .string(name)),
                ("details", .object(details)),
            ])
            event["summary"] = summary.map { .string($0) }
            event["marking"] = try (marking ?? casebook.setting("marking")).map { .string($0) }
            if !source.isEmpty { event["sources"] = .array(try source.map { try interpreter.source($0) }) }
            return Drafts(event)
        }
    }

    private func side(_ text: String, _ interpreter: InputInterpreter) throws -> JSON {
        guard let equals = text.firstIndex(of: "=") else {
            let member = try interpreter.party(text)
            let name = member.string.flatMap { Party($0) }.map { interpreter.parties.name(of: $0) }
            return ["name": .string(name ?? text), "members": [member]]
        }
        let name = trimmed(text[..<equals])
        let members = try interpreter.parties([String(text[text.index(after: equals)...])])
        guard !name.isEmpty, members.array?.isEmpty == false else {
            throw CommandError(
                "The side \"\(text)\" has no \(name.isEmpty ? "name" : "members").",
                "Write it as --side \"Russia=RUS\", with commas between several members.",
                code: ExitStatus.dataError)
        }
        return ["name": .string(name), "members": members]
    }
}
