import ArgumentParser
import CanonicalJSON
import Casebook
import Platform
import Rendering
import TextSafety

struct InitCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a log, and the key that signs for it.",
        discussion: """
            The log is one file (--log, or $CHANCERY_LOG, or ~/.local/share/chancery/chancery.db). Its signing key is \
            kept elsewhere, under ~/.config/chancery/keys, so that somebody who has the log cannot sign for it. An \
            existing file is never overwritten.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var options: NewLogOptions
    @OptionGroup var output: FormatOption

    func run(in context: CommandContext) throws {
        let created = try options.create(log, in: context) { path, settings, writeKey in
            try Casebook.create(at: path, settings: settings, beforeRename: writeKey)
        }
        guard output.format == .text else { return context.printJSON(JSON.object(created.json)) }
        context.print("Made the log \(sanitized(created.name)) in \(sanitized(created.path.shown)).")
        created.printKeyPath(context)
        context.print("Open a dispute with `chancery open`.")
    }
}
