import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel

extension FilingOptions {
    /// Files a record event about an event that is given by its position or id.
    ///
    /// - Parameters:
    ///   - sources: makes the sources of the record event.
    ///   - names: what was typed for the keys, if it depends on more than the kind.
    ///   - details: makes the details, from the event as it is known.
    func fileRecordEvent(
        _ kind: RecordKind, on name: String, in context: CommandContext,
        sources: (InputInterpreter) throws -> [JSON] = { _ in [] }, names: OptionNames? = nil,
        details: (Event, InputInterpreter) throws -> JSONObject
    ) throws {
        try file(in: context) { casebook, interpreter in
            let found = try casebook.event(named: name)
            var draft = JSONObject([
                ("kind", .string(kind.rawValue)), ("dispute", .string(found.event.dispute)),
                ("target", .string("#\(found.position)")),
            ])
            let details = try details(found.event, interpreter)
            if !details.isEmpty { draft["details"] = .object(details) }
            let sources = try sources(interpreter)
            if !sources.isEmpty { draft["sources"] = .array(sources) }
            return Drafts(draft, names)
        }
    }

    /// Files a record event about a dispute as a whole.
    func fileRecordEvent(
        _ kind: RecordKind, onDispute name: String?, in context: CommandContext,
        details: (InputInterpreter) throws -> JSONObject
    ) throws {
        try file(in: context) { casebook, interpreter in
            Drafts(
                JSONObject([
                    ("kind", .string(kind.rawValue)),
                    ("dispute", .string(try context.dispute(name, in: casebook))),
                    ("details", .object(try details(interpreter))),
                ]))
        }
    }
}

/// The options of commands that close or reopen a dispute.
struct EndingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The day from which it counts, if not today; not a day in the future.", valueName: "day"))
    var effective: String?

    func details(reason: String, _ interpreter: InputInterpreter) throws -> JSONObject {
        var details = JSONObject([("reason", .string(reason))])
        details["effective"] = try effective.map { try interpreter.day($0, "--effective", towards: .past) }
        return details
    }
}
