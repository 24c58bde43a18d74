import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Platform
import Rendering
import SystemPackage
import TextSafety

struct BundleCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Writes what another post lacks into a file, for a post without a line.",
        discussion: """
            A post without a line writes a bundle: it says what the post has, and holds its outbox. The post that gets it \
            receives it (`chancery receive`), and answers with a bundle made --for it: with the events that the first \
            post lacks, as far as a signed checkpoint covers them. Bundles can come twice, late or out of order.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "What the other post has: a bundle or a checkpoint of it. The events after that are written, too.",
            valueName: "file"), completion: .file())
    var receiver: PathArgument?
    @Argument(help: "The new file; an existing one is not overwritten.", completion: .file())
    var file: PathArgument

    func run(in context: CommandContext) throws {
        let state = try receiver.map { try Self.state(in: $0.path, context) }
        if state != nil { try sign(context) }
        let (bundle, uncovered) = try log.with(.reading, in: context) {
            try $0.writeBundle(to: file.path, for: state)
        }
        Self.report(bundle, uncovered, to: file.path, output, context)
    }

    static func report(
        _ bundle: LogBundle, _ uncovered: Int, to path: FilePath, _ output: FormatOption,
        _ context: CommandContext
    ) {
        guard output.format == .text else {
            return context.printJSON([
                "bundle": .string(path.shown), "events": .integer(bundle.events),
                "drafts": .integer(bundle.drafts),
                "from": .integer(bundle.from.size), "to": .integer(bundle.to.size),
                "uncovered": .integer(uncovered),
            ])
        }
        context.print(
            "Wrote \(sanitized(path.shown)): \(Phrases.count(bundle.events, "event")), "
                + "\(Phrases.count(bundle.drafts, "draft")) of the outbox.")
        if uncovered > 0, bundle.events > 0 || bundle.from == bundle.to, !bundle.checkpoints.isEmpty {
            context.print(
                "\(Phrases.count(uncovered, "newer event")) left out: no signed checkpoint covers them yet.")
        }
    }

    /// Signs the log as it is, if the key is here and something is new.
    private func sign(_ context: CommandContext) throws {
        try log.with(.writing, in: context) { casebook in
            guard let signer = try? casebook.keys().signer(in: context), try !casebook.isSigned() else {
                return
            }
            _ = try casebook.signCheckpoint { _ in signer }
        }
    }

    private static func state(in path: FilePath, _ context: CommandContext) throws -> LogBundle.Tree {
        do {
            return try BundleReader(path).bundle.has
        } catch BundleError.notABundle {
            let checkpoint = try readCheckpoint(path, in: context)
            return LogBundle.Tree(size: checkpoint.size, root: checkpoint.root)
        }
    }
}
