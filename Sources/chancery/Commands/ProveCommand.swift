import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Rendering

struct ProveCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prints a proof that an event is in the log, or that the log has only grown.",
        discussion: """
            `prove 17` shows that event #17 is in the log; `prove --from FILE` shows that the log still begins with \
            all that the checkpoint in FILE covers. Whoever gets the proof can check it with `chancery check-proof` \
            or another program (C2SP tlog-proof), without the log and without a network. A proof of an event contains \
            the event's text and a few hashes: it shows nothing else of the log.

            The proof ends with a checkpoint: the one given with --to; else, for an event, the last stored one that \
            covers it, and for --from, one of the log as it is now. If there is none, a new one is signed, if the \
            signing key is there; without the key, `--from` ends with the last stored one.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The event: its position (17, #17) or its id.")
    var event: String?
    @Option(help: ArgumentHelp("A file with the earlier checkpoint.", valueName: "file"), completion: .file())
    var from: PathArgument?
    @Option(
        help: ArgumentHelp("A file with the checkpoint that the proof ends with.", valueName: "file"),
        completion: .file())
    var to: PathArgument?

    func validate() throws {
        guard (event == nil) != (from == nil) else {
            throw ValidationError(
                "Name an event to prove, or an earlier checkpoint with --from: one of the two.")
        }
    }

    func run(in context: CommandContext) throws {
        let proof = try proof(in: context)
        guard output.format == .text else {
            return context.printJSON(["proof": .string(proof)])
        }
        context.printDocument(String(proof.dropLast()))
    }

    private func proof(in context: CommandContext) throws -> String {
        let to = try to.map { try readCheckpoint($0.path, in: context) }
        guard let from else {
            let event = event ?? ""
            do {
                return try log.with(.reading, in: context) {
                    try $0.inclusionProof(of: event, under: to).text
                }
            } catch ProofError.noCheckpoint {
                let new = try sign(in: context)
                return try log.with(.reading, in: context) {
                    try $0.inclusionProof(of: event, under: new).text
                }
            }
        }
        let earlier = try readCheckpoint(from.path, in: context)
        let isSigned = try log.with(.reading, in: context) { try $0.isSigned() }
        var later = to
        if later == nil, !isSigned {
            do {
                later = try sign(in: context)
            } catch let error as LogError where error.leavesUnsigned {
                // Use the last stored checkpoint, if it is not earlier than the given one.
            }
        }
        return try log.with(.reading, in: context) { try $0.consistencyProof(from: earlier, to: later).text }
    }

    private func sign(in context: CommandContext) throws -> Checkpoint {
        try log.with(.writing, in: context) { casebook in
            try casebook.signCheckpoint { try $0.signer(in: context) }
        }
    }
}

extension LogError {
    /// Whether the error means that nothing can be signed here although the log is sound.
    fileprivate var leavesUnsigned: Bool {
        switch self {
        case .keyNotFound, .keyIsOpen, .notASigningKey, .wrongSigningKey, .readOnly, .rolledBack: true
        default: false
        }
    }
}
