import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Rendering
import TextSafety

struct SyncCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Brings this post's copy up to date, and files what is in the outbox.",
        discussion: """
            The outbox is filed in its order. Each event is checked against the record as it is now; one that is refused \
            stays in the outbox, with the reason. An event of which it is not known whether it was filed is looked up.

            A server whose events are not those that this copy has read there (a standby was promoted that lacked the \
            newest, or a backup was restored) is reported, and nothing is taken from it. With --adopt the copy follows it \
            all the same, from the last common event on. The old copy is kept under another name. What this post itself \
            had filed and the server has not goes into the outbox, and is filed again with the same ids.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Flag(help: "Stays, and fetches what others file as they file it.")
    var follow = false

    @Flag(help: "Follows a server that shows another past than before.")
    var adopt = false
    @Flag(help: "With --adopt: does not ask.")
    var yes = false

    func run(in context: CommandContext) throws {
        if yes, !adopt { throw CommandError.usage("--yes goes with --adopt.", "Leave it out.") }
        if adopt { try Adoption(log: log, isAgreed: yes).run(in: context) }
        try log.filing(in: context) { casebook in
            var result = try casebook.sync(at: context.now())
            try report(result, context)
            if let interruption = result.interruption { throw interruption }
            while follow {
                try context.flush()
                result = try casebook.nextSync(at: context.now())
                if result.pulled > 0 || !result.outbox.isEmpty { try report(result, context) }
            }
            if result.outbox.contains(where: { if case .refused = $0.fate { true } else { false } }) {
                throw ExitNo(code: ExitStatus.dataError)
            }
        }
    }

    private func report(_ result: Casebook.Sync, _ context: CommandContext) throws {
        guard output.format == .text else { return context.printJSON(json(result)) }
        let pulled = result.pulled == 0 ? "Nothing new" : "\(Phrases.count(result.pulled, "new event"))"
        context.print("\(pulled); the shared log has \(Phrases.count(result.last, "event")).")
        for (entry, fate) in result.outbox {
            let event = OutboxList.words(entry)
            switch fate {
            case .filed(let position):
                context.print("Filed outbox \(entry.number) as #\(position): \(event).")
            case .there(let position):
                context.print("Outbox \(entry.number) is in the log, as #\(position): \(event).")
            case .kept: break
            case .unknown(let reason):
                context.print("Outbox \(entry.number) was sent, and may be filed: \(event).")
                context.print("  \(sanitized(reason))")
            case .refused(let reason):
                context.print("Outbox \(entry.number) was refused and stays there: \(event).")
                context.print("  \(sanitized(reason))")
            }
        }
    }

    private func json(_ result: Casebook.Sync) -> JSON {
        [
            "new": .integer(result.pulled), "events": .integer(result.last),
            "outbox": .array(
                result.outbox.map { entry, fate in
                    var json = fate.json
                    json["outbox"] = .integer(entry.number)
                    json["id"] = .string(EventID(bytes: entry.id).description)
                    return .object(json)
                }),
        ]
    }
}
