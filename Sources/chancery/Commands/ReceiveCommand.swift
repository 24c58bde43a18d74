import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Platform
import Rendering
import TextSafety

struct ReceiveCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Reads a bundle that another post has written.",
        discussion: """
            Everything in it is checked before anything is kept: the proof that it continues this copy, every hash, the \
            signature. Drafts from the other post's outbox are filed by this post, or kept in its outbox; what is refused \
            is told to the other post by the answer.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(
        help: ArgumentHelp("Writes the answer for the other post into this new file.", valueName: "file"),
        completion: .file())
    var answer: PathArgument?
    @Option(
        help: ArgumentHelp(
            "Who files the drafts; if not given, $CHANCERY_RECORDER or the login name.", valueName: "name"))
    var byRecorder: String?
    @Argument(help: "What `chancery bundle` wrote.", completion: .file())
    var file: PathArgument

    func run(in context: CommandContext) throws {
        let received = try log.filing(in: context) { casebook in
            let received = try casebook.receiveBundle(
                file.path, by: context.recorder(named: byRecorder), at: context.now())
            guard let answer else { return received }
            if let signer = try? casebook.keys().signer(in: context), try !casebook.isSigned() {
                _ = try casebook.signCheckpoint { _ in signer }
            }
            _ = try casebook.writeBundle(to: answer.path, for: received.state, refusals: received.refusals)
            return received
        }
        guard output.format == .text else { return context.printJSON(json(received)) }
        context.print("\(Phrases.count(received.added, "new event")) received.")
        for (id, event, fate) in received.drafts {
            let words = sanitized(event.map { "\($0.kindName) in \($0.dispute)" } ?? id)
            switch fate {
            case .filed(let position): context.print("Filed as #\(position): \(words).")
            case .there(let position): context.print("In the log already, as #\(position): \(words).")
            case .kept(let number): context.print("Kept, not filed yet (outbox \(number)): \(words).")
            case .unknown(let reason):
                context.print("Kept; it may be filed already: \(words).")
                context.print("  \(sanitized(reason))")
            case .refused(let reason):
                context.print("Refused: \(words).")
                context.print("  \(sanitized(reason))")
            }
        }
        for (entry, position) in received.settled {
            context.print(
                "Outbox \(entry.number) is in the log, as #\(position): \(OutboxList.words(entry)).")
        }
        for (entry, reason) in received.refused {
            context.print("Outbox \(entry.number) was refused and stays there: \(OutboxList.words(entry)).")
            context.print("  \(sanitized(reason))")
        }
        if let answer { context.print("The answer is \(sanitized(answer.path.shown)).") }
    }

    private func json(_ received: Casebook.Received) -> JSON {
        [
            "events": .integer(received.added),
            "drafts": .array(
                received.drafts.map { id, _, fate in
                    var json = fate.json
                    json["id"] = .string(id)
                    return .object(json)
                }),
            "outbox": .array(
                received.settled.map { entry, position in
                    var json = Casebook.Fate.there(position).json
                    json["outbox"] = .integer(entry.number)
                    return .object(json)
                }
                    + received.refused.map { entry, reason in
                        var json = Casebook.Fate.refused(reason).json
                        json["outbox"] = .integer(entry.number)
                        return .object(json)
                    }),
        ]
    }
}

extension Casebook.Fate {
    /// What became of a draft, for programs.
    var json: JSONObject {
        switch self {
        case .filed(let position): JSONObject([("state", "filed"), ("position", .integer(position))])
        case .there(let position): JSONObject([("state", "there"), ("position", .integer(position))])
        case .refused(let reason): JSONObject([("state", "refused"), ("reason", .string(reason))])
        case .unknown(let reason): JSONObject([("state", "unknown"), ("reason", .string(reason))])
        case .kept(let number): JSONObject([("state", "kept"), ("outbox", .integer(number))])
        }
    }
}
