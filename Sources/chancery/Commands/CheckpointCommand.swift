import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Platform
import SystemPackage
import Rendering
import TextSafety

struct CheckpointCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Signs how many events the log holds, and the root of the tree over them.",
        discussion: """
            Give the checkpoint to somebody else, or keep it in another place than the log. From then on nobody, not \
            even the log's keeper, can change, remove or insert an event before it without being noticed (`chancery \
            verify --checkpoint`, `chancery prove`). It is a signed note as in other transparency logs (C2SP \
            tlog-checkpoint), and is kept in the log too. Readers need the verifier key (--key); do not send it to \
            them together with the log.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Flag(help: "Prints only the verifier key, and signs nothing.")
    var key = false
    @Flag(
        help: ArgumentHelp(
            "Makes a new signing key, which signs from now on.",
            discussion: """
                The log gets an event that says so. The checkpoint over it is signed with both keys, so that those who \
                trust the old key have a reason to trust the new one.
                """))
    var newKey = false
    @Option(
        help: ArgumentHelp(
            "Who adds the new key; if not given, $CHANCERY_RECORDER or the login name.", valueName: "name"))
    var byRecorder: String?

    @Option(
        help: ArgumentHelp(
            "Acknowledges that a shared log has lost the events under a checkpoint, which is then no longer reported.",
            valueName: "reason"))
    var acknowledgeLoss: String?

    func validate() throws {
        if key, newKey {
            throw ValidationError(
                "--key prints the present key and --new-key makes another: give one of them.")
        }
    }

    func run(in context: CommandContext) throws {
        if key { return try printKey(context) }
        if let acknowledgeLoss { return try acknowledge(acknowledgeLoss, context) }
        let checkpoint = try log.with(.writing, in: context) { casebook in
            newKey
                ? try rotate(casebook, context)
                : try casebook.signCheckpoint { try $0.signer(in: context) }
        }
        guard output.format == .text else {
            return context.printJSON([
                "origin": .string(checkpoint.origin), "size": .integer(checkpoint.size),
                "root": .string(checkpoint.root.hexadecimal), "checkpoint": .string(checkpoint.text),
            ])
        }
        context.printDocument(String(checkpoint.text.dropLast()))
    }

    /// Records that the events under each lost checkpoint are lost.
    private func acknowledge(_ reason: String, _ context: CommandContext) throws {
        guard !trimmed(reason).isEmpty else {
            throw CommandError.usage("--acknowledge-loss needs a reason.", "Say what happened on the server.")
        }
        try log.filing(in: context) { casebook in
            let lost = try casebook.lostCheckpoints()
            guard !lost.isEmpty else { return context.print("No checkpoint waits to be acknowledged.") }
            for checkpoint in lost {
                let receipt = try casebook.acknowledge(
                    lossOf: checkpoint, because: reason, by: context.recorder(named: byRecorder),
                    at: context.now())
                context.print(
                    "Recorded #\(receipt.position): the checkpoint of \(checkpoint.size) events is lost.")
            }
        }
    }

    private func printKey(_ context: CommandContext) throws {
        let keys = try log.with(.reading, in: context) { try $0.keys() }
        guard output.format == .text else {
            return context.printJSON([
                "verifierKey": .string(keys.current.key.description),
                "keys": .array(
                    keys.added.map {
                        [
                            "verifierKey": .string($0.key.description),
                            "addedBy": $0.position == 0 ? .null : .integer($0.position),
                        ]
                    }),
            ])
        }
        context.printDocument(keys.current.key.description)
    }

    private func rotate(_ casebook: Casebook, _ context: CommandContext) throws -> Checkpoint {
        // Fail before a key is created.
        try casebook.checkNotRolledBack { try $0.signer(in: context) }
        guard let new = SigningKey(name: try casebook.keys().name) else {
            throw LogError.damaged(reason: "its name cannot be the name of a key")
        }
        let path = try new.write(into: context.keyFolder, as: "\(new.name)+\(new.verifierKey.hash)")
        do {
            let checkpoint = try casebook.add(
                new, by: context.recorder(named: byRecorder), at: context.now()
            ) { try $0.signer(in: context) }
            context.printError(
                "The new signing key is \(sanitized(path.shown)).\nKeep a copy of it in another place.")
            return checkpoint
        } catch {
            // Remove the key file, unless the key may have been added to the log despite the error: then it is the
            // signing key.
            if let keys = try? casebook.keys(), !keys.all.contains(new.verifierKey) { try? path.remove() }
            throw error
        }
    }
}
