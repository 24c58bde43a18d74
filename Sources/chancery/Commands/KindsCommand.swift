import ArgumentParser
import CanonicalJSON
import DisputeModel
import Rendering

struct KindsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "Lists the kinds of events, or says what one of them means and does.")

    @OptionGroup var output: FormatOption
    /// Accepted but not used: the vocabulary is not part of the record and has no marking.
    @OptionGroup var marking: MarkingOption
    @Argument(help: "A kind; if not given, all.")
    var kind: String?

    func run(in context: CommandContext) throws {
        let canvas = output.canvas(in: context)
        guard let name = kind?.lowercased() else {
            if output.format == .json {
                return context.printJSON(JSON.array(Vocabulary.kinds.map { .object($0.json) }))
            }
            return Self.table.lines(on: canvas).forEach(context.print)
        }
        guard let kind = Vocabulary.kind(name) else {
            throw FilingError.unknownKind(
                name, suggestions: nearest(name, among: Vocabulary.kinds.map(\.name)))
        }
        if output.format == .json { return context.printJSON(JSON.object(kind.json)) }
        context.print(canvas.line(Text(kind.name, .strong) + Text("  \(kind.group.rawValue)", .quiet)))
        canvas.lines(Text(kind.meaning), indent: 2).forEach(context.print)
        var table = Table([Column(), Column(isFlexible: true, overflow: .wrap(hang: 0))], indent: 2)
        for (label, value) in kind.effects { table.add([Cell(label, .quiet), Cell(value)]) }
        table.lines(on: canvas).forEach(context.print)
    }

    private static var table: Table {
        var table = Table([
            Column("KIND"), Column("MEANING", minimum: 30, isFlexible: true, overflow: .wrap(hang: 0)),
            Column("PHASE", rank: 2), Column("TEMP", rank: 1), Column("REPLY", rank: 1),
        ])
        for group in Kind.Group.allCases {
            table.addBlank()
            table.add(across: Text(group.rawValue.uppercased(), .heading))
            for kind in Vocabulary.kinds where kind.group == group {
                table.add([
                    Cell(kind.name, .strong), Cell(kind.meaning), Cell(kind.phase?.rawValue ?? ""),
                    Cell(kind.temperature?.words ?? ""), Cell(kind.reply?.rawValue ?? ""),
                ])
            }
        }
        return table
    }
}

extension Kind {
    /// The effects of the kind and its codes in other vocabularies; missing ones are left out.
    fileprivate var effects: [(String, String)] {
        [
            ("phase", phase?.rawValue), ("temperature", temperature?.words), ("reply", reply?.rawValue),
            ("acts", acts.rawValue), ("CAMEO", cameo), ("PLOVER", plover), ("basis", basis),
        ].compactMap { label, value in value.map { (label, $0) } }
    }

    fileprivate var json: JSONObject {
        var json = JSONObject([
            ("name", .string(name)), ("group", .string(group.rawValue)), ("acts", .string(acts.rawValue)),
            ("meaning", .string(meaning)),
        ])
        for (label, value) in effects { json[label.lowercased()] = .string(value) }
        return json
    }
}

extension TemperatureEffect {
    /// The effect as it is written in the vocabulary.
    fileprivate var words: String {
        switch self {
        case .raise(let level): "raise \(level)"
        case .raiseByForce: "raise by force"
        case .cool(let levels): "cool \(levels)"
        }
    }
}
