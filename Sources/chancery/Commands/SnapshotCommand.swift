import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Rendering
import TextSafety

struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: """
            Takes, lists, checks and deletes snapshots: events in a short form, which make answers about the past \
            faster.
            """,
        discussion: """
            A snapshot holds the events of a dispute and its sub-disputes up to a position of the log, in a short form, \
            bound to the log's hash. Questions about what was known earlier, and a replay of one dispute, read the \
            snapshot instead of the texts of those events. The program takes snapshots by itself as disputes grow; \
            without them every answer is the same, but takes longer.
            """,
        subcommands: [Take.self, List.self, Check.self, Drop.self])

    struct Take: ContextCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a snapshot at the end of the log.")
        @OptionGroup var log: LogOption
        @OptionGroup var output: FormatOption
        @Argument(help: "The dispute, with its family; if not given, all.") var dispute: String?

        func run(in context: CommandContext) throws {
            let labels = try log.with(.writing, in: context) { try $0.takeSnapshots(of: dispute) }
            show(labels, output, context, empty: "There is nothing to take a snapshot of.")
        }
    }

    struct List: ContextCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the snapshots.")
        @OptionGroup var log: LogOption
        @OptionGroup var output: FormatOption

        func run(in context: CommandContext) throws {
            show(
                try log.with(.reading, in: context) { try $0.snapshots() }, output, context,
                empty: "There are no snapshots.")
        }
    }

    struct Check: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Checks each snapshot's checksum, position, root hash and rules; exits with 1 if one cannot be used."
        )
        @OptionGroup var log: LogOption
        @OptionGroup var output: FormatOption

        func run(in context: CommandContext) throws {
            let (count, faults) = try log.with(.reading, in: context) { casebook in
                (try casebook.snapshots().count, try casebook.snapshotFaults())
            }
            switch output.format {
            case .json:
                let found: [JSON] = faults.map { label, fault in
                    [
                        "subject": .string(label.subject), "position": .integer(label.position),
                        "fault": .string(fault.words),
                    ]
                }
                context.printJSON(
                    JSON(dictionaryLiteral: ("snapshots", .integer(count)), ("faults", .array(found))))
            case .text:
                for (label, fault) in faults {
                    context.print(sanitized("\(label.subject) at #\(label.position): \(fault.words)."))
                }
                let good = Phrases.count(count - faults.count, "sound snapshot")
                context.print("\(good)\(faults.isEmpty ? "." : ", \(faults.count) not usable.")")
            }
            if !faults.isEmpty { throw ExitNo.no }
        }
    }

    struct Drop: ContextCommand {
        static let configuration = CommandConfiguration(abstract: "Deletes snapshots.")
        @OptionGroup var log: LogOption
        @OptionGroup var output: FormatOption
        @Argument(help: "The dispute, with its family; if not given, all.") var dispute: String?

        func run(in context: CommandContext) throws {
            let count = try log.with(.writing, in: context) { try $0.dropSnapshots(of: dispute) }
            switch output.format {
            case .json: context.printJSON(JSON(dictionaryLiteral: ("dropped", .integer(count))))
            case .text: context.print("Dropped \(Phrases.count(count, "snapshot")).")
            }
        }
    }
}

private func show(
    _ labels: [Snapshots.Label], _ output: FormatOption, _ context: CommandContext, empty: String
) {
    switch output.format {
    case .json:
        let list: [JSON] = labels.map {
            [
                "subject": .string($0.subject), "position": .integer($0.position),
                "bytes": .integer($0.count),
                "packed": .integer($0.packedCount), "rules": .string($0.rules),
            ]
        }
        context.printJSON(JSON.array(list))
    case .text:
        if labels.isEmpty { return context.print(empty) }
        var table = Table([
            Column("FAMILY", isFlexible: true), Column("AT", .right), Column("BYTES", .right),
            Column("PACKED", .right),
        ])
        for label in labels {
            table.add([
                Cell(label.subject), Cell("#\(label.position)"), Cell(Phrases.grouped(label.count)),
                Cell(Phrases.grouped(label.packedCount)),
            ])
        }
        for line in table.lines(on: output.canvas(in: context)) { context.print(line) }
    }
}
