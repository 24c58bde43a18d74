import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Rendering

struct ListParties: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the parties, or those whose code or names contain these words.",
        discussion:
            "A party is named by its code or any of its names, in capitals or not: RUS, russia, cote d'ivoire."
    )

    @OptionGroup var log: LogOption
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Argument(help: "Words of a code or a name; if not given, all parties.")
    var words: [String] = []

    func run(in context: CommandContext) throws {
        try answering(in: context) { try list($0, in: context) }
    }

    private func list(_ register: PartyRegister, in context: CommandContext) throws {
        let wanted = folded(words.joined(separator: " "))
        let named = register.find(words.joined(separator: " "))
        let found = register.all.filter { party in
            wanted.isEmpty || party.code == named?.code
                || ([party.code, party.name] + party.aliases).contains { folded($0).contains(wanted) }
        }
        if output.format == .json {
            return context.printJSON(JSON.array(found.map { .object($0.json) }))
        }
        guard !found.isEmpty else {
            let text = words.joined(separator: " ")
            throw FilingError.unknownParty(text, suggestions: register.suggested(for: text))
        }
        var table = Table([
            Column("CODE"), Column("NAME", isFlexible: true, overflow: .wrap(hang: 2)),
            Column("ALSO", isFlexible: true, overflow: .wrap(hang: 2), rank: 1),
        ])
        for party in found {
            table.add([
                Cell(party.code, .strong), Cell(party.name),
                Cell(
                    ((party.end.map { ["until \($0.text)"] } ?? []) + party.aliases).joined(separator: "; "),
                    .quiet),
            ])
        }
        table.lines(on: output.canvas(in: context)).forEach(context.print)
        if let named, let path = named.path, found.contains(where: { $0.code == named.code }) {
            let words =
                "\(named.reference) is \(path) within \(named.code). What lies within a party is not listed."
            context.print("")
            for line in wrapped(words, to: context.terminal.width) { context.print(line) }
        }
    }

    /// Passes on the log's register of parties, or the built-in one if no log exists yet.
    private func answering(in context: CommandContext, _ body: (PartyRegister) throws -> Void) throws {
        do {
            try log.asking(upTo: marking, in: context) { try body(try $0.parties()) }
        } catch LogError.notFound where log.path == nil {
            try body(.builtIn)
        }
    }
}

extension RegisteredParty {
    var json: JSONObject {
        var json = JSONObject([
            ("code", .string(code)), ("name", .string(name)), ("sort", .string(sort.rawValue)),
        ])
        json["until"] = end.map { .string($0.text) }
        if !aliases.isEmpty { json["aliases"] = .array(aliases.map { .string($0) }) }
        return json
    }
}
