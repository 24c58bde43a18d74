import ArgumentParser
import CanonicalJSON
import EventLog
import Platform
import PostgresLog
import Rendering
import SystemPackage
import TextSafety

struct ServerInit: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Lays a log in a database, or brings an earlier one up to date.",
        discussion: """
            The address is that of a PostgreSQL database, as libpq takes it: postgresql://ROLE@HOST/DATABASE. The role \
            must be allowed to create schemas and roles. Afterwards grant chancery_writer to the login roles of the posts \
            that file, and chancery_reader to those that only read; each post then makes its copy with `chancery clone`.
            """)

    @OptionGroup var options: NewLogOptions
    @OptionGroup var output: FormatOption
    @Option(
        help: ArgumentHelp(
            "Fills the new log with the events of a log in a file, and takes over its name, key and settings.",
            valueName: "log"), completion: .file())
    var from: PathArgument?
    @Argument(help: "The address of the database.")
    var url: String

    func run(in context: CommandContext) throws {
        let server = try PostgresLog(url)
        if let from { return try run(filling: server, from: from.path, context) }
        if try server.installedVersion() != nil { return try migrate(server, context) }
        let (key, path) = try options.makeKey(forLogAt: "shared", in: context) { settings, writeKey in
            try writeKey()
            _ = try server.createSchema(settings: settings, random: context.random)
        }
        report(server, key.name, events: 0, key: path, context)
    }

    private func migrate(_ server: PostgresLog, _ context: CommandContext) throws {
        switch try server.createSchema(settings: [:], random: context.random) {
        case .none, .created: throw SharedLogError.logExists(server: server.place)
        case .migrated(let version):
            context.print("The log on the server was brought up to date (its schema was \(version)).")
        }
    }

    /// Lays the log, if it is not there yet, and appends the events that it lacks.
    private func run(filling server: PostgresLog, from path: FilePath, _ context: CommandContext) throws {
        guard options.name == nil, options.own == nil, options.marking == nil else {
            throw CommandError.usage(
                "With --from the name and the settings are those of that log.",
                "Leave out --name, --self and --marking.")
        }
        let store = try EventStore(at: path, .reading)
        defer { try? store.close() }
        let progress = Progress(context)
        let (name, count) = try server.fill(from: store, random: context.random) { done, total in
            progress.show("Sent", done, of: total)
        }
        progress.clear()
        report(server, name, events: count, key: nil, context)
        if output.format == .text {
            context.print("From now on file in copies of it, not in \(sanitized(path.shown)).")
        }
    }

    private func report(
        _ server: PostgresLog, _ name: String, events: Int, key: FilePath?, _ context: CommandContext
    ) {
        guard output.format == .text else {
            var json = JSONObject([
                ("name", .string(name)), ("server", .string(server.place)), ("events", .integer(events)),
            ])
            if let key { json["key"] = .string(key.shown) }
            return context.printJSON(.object(json))
        }
        context.print(
            "The shared log \(sanitized(name)) is on \(sanitized(server.place)); it has \(Phrases.count(events, "event"))."
        )
        if let key {
            context.print(
                "Its signing key is \(sanitized(key.shown)). Keep a copy of the key in another place.")
        }
        context.print(
            "Let a post's login role file with GRANT chancery_writer TO role, or only read with chancery_reader."
        )
        context.print("The post then makes its copy: chancery clone postgresql://role@host/database")
    }
}
