import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Platform
import PostgresLog
import Rendering
import SystemPackage
import TextSafety

struct CloneCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "clone", abstract: "Makes a post's copy of a shared log.",
        discussion: """
            Everything is read from the copy, so reading is quick and works without the server. What is recorded in it \
            is filed in the shared log; while the server cannot be reached it is kept in the outbox. Every event that \
            comes is checked. If the command is stopped, run it again: it goes on where it was.

            A password in the address is used now and not kept; put it in your pass file (~/.pgpass) for later.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The address of the database: postgresql://ROLE@HOST/DATABASE.")
    var url: String
    @Argument(help: "The new file; if not given, as with --log.", completion: .file())
    var file: PathArgument?

    func run(in context: CommandContext) throws {
        let server = try PostgresLog(url)
        var log = log
        if let file { log.path = file }
        let path = log.path(in: context)
        if log.isUsualPlace(in: context) {
            try SigningKey.makeFolder(path.folder, permissions: .ownerReadWriteExecute)
        }
        let isResumed = path.exists
        if isResumed {
            try checkResumable(path, server)
        } else {
            try Casebook.createCopy(at: path, of: server)
        }
        let casebook = try Casebook(at: path, .writing)
        defer { try? casebook.close() }
        casebook.random = context.random
        // The address that was given, since it may have a password.
        let post = LogOption.post(besides: casebook.store, url, in: context)
        casebook.post = post
        let result = try casebook.sync(at: context.now())
        guard let name = try casebook.setting("name"),
            let role = try casebook.setting(CopySetting.role.rawValue)
        else {
            throw LogError.damaged(path: path, reason: "it does not say what it is a copy of")
        }
        let mayFile = try post.mayFile(casebook)
        guard output.format == .text else {
            return context.printJSON([
                "log": .string(path.shown), "name": .string(name), "role": .string(role),
                "mayFile": .bool(mayFile),
                "events": .integer(result.last),
            ])
        }
        context.print(
            "\(isResumed ? "Completed" : "Made") \(sanitized(path.shown)), a copy of \(sanitized(name)): "
                + "\(Phrases.count(result.last, "event")), every hash checked.")
        context.print(
            mayFile
                ? "What you record in it is filed as \(sanitized(role))/\(sanitized(try context.recorder))."
                : "\(sanitized(role)) may only read the shared log.")
    }

    /// A copy of the same log, which an earlier run has begun, can be completed.
    private func checkResumable(_ path: FilePath, _ server: PostgresLog) throws {
        let casebook = try Casebook(at: path, .reading)
        defer { try? casebook.close() }
        guard let copy = try casebook.copySettings() else { throw LogError.exists(path: path) }
        let state = try server.catchUp(after: 0, limit: 0, asking: nil)
        guard copy.identity == state.identity else { throw LogError.exists(path: path) }
    }
}
