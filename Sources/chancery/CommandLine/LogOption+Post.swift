import Casebook
import EventLog
import Platform
import PostgresLog
import SystemPackage
import TextSafety

extension LogOption {
    /// The way from a copy to the shared log that it is a copy of.
    func post(of casebook: Casebook, in context: CommandContext) throws -> Post? {
        guard let server = try casebook.copySettings()?.server else { return nil }
        return Self.post(besides: casebook.store, server, in: context)
    }

    static func post(besides store: EventStore, _ server: String, in context: CommandContext) -> Post {
        let post = Post(random: context.random) { try PostgresLog(server) }
        let progress = Progress(context)
        post.onProgress = { done, last in
            // A few events come at once.
            guard last > 1000 else { return }
            progress.show("Pulled", done, of: last)
            if done >= last { progress.clear() }
        }
        post.onCopyBehind = { error in
            let reason = CommandError(error).map(\.problem) ?? "It could not be written."
            context.printError(
                "chancery: It is filed, but this copy does not have it yet. \(sanitized(reason))\n"
                    + "`chancery sync` fetches it.")
        }
        post.keepEvidence = { name, text in
            let path = store.path.suffixed("-\(name).txt")
            // What was written first, when it was found, is the evidence.
            if !path.exists { try path.create(Array(text.utf8), permissions: .ownerReadWrite) }
            return path.shown
        }
        return post
    }
}
