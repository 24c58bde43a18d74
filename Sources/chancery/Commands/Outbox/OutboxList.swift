import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Rendering
import TextSafety

struct OutboxList: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what is to be filed, in the order of filing.")

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption

    func run(in context: CommandContext) throws {
        let entries = try log.with(.reading, in: context) { casebook in
            guard casebook.store.isCopy else { throw SharedLogError.notACopy }
            return try casebook.outbox()
        }
        guard output.format == .text else {
            return context.printJSON(.array(entries.map(Self.json)))
        }
        guard !entries.isEmpty else { return context.print("The outbox is empty.") }
        for entry in entries {
            let state =
                switch entry.state {
                case .kept: ""
                case .unknown: "  may be filed already"
                case .refused: "  refused"
                }
            context.print("\(entry.number)\(state)  \(Self.words(entry))")
            if let reason = entry.reason { context.print("   \(sanitized(reason))") }
        }
        context.print("`chancery sync` files them; `outbox edit` changes one, `outbox drop` removes it.")
    }

    /// What an event in the outbox is, in a few words.
    static func words(_ entry: Outbox.Entry) -> String {
        guard let event = Event(text: entry.text) else { return "an event that cannot be read" }
        let dispute = event.dispute.isEmpty ? "" : " in \(event.dispute)"
        let summary = event.fields["summary"]?.string.map { ": \($0)" } ?? ""
        return sanitized("\(event.kindName)\(dispute)\(summary)")
    }

    private static func json(_ entry: Outbox.Entry) -> JSON {
        var json = JSONObject([
            ("outbox", .integer(entry.number)), ("id", .string(EventID(bytes: entry.id).description)),
            ("state", .string(entry.state.rawValue)),
        ])
        if let reason = entry.reason { json["reason"] = .string(reason) }
        if let event = Event(text: entry.text) { json["event"] = .object(event.fields) }
        return .object(json)
    }
}
