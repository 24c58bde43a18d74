import CServerSQL
import EventLog

/// The schema `chancery` on a server: what it consists of, and how it is made.
enum ServerSchema {
    /// The number of migrations that this program knows. A server must have run as many.
    static let version = files.map(\.migration).max() ?? 0

    /// The SQL in the order in which it runs. `migration` is 0 for what is replaced each time: functions and grants.
    static let files: [(migration: Int, sql: String)] = {
        var files: [(migration: Int, sql: String)] = []
        while let file = server_sql_at(Int32(files.count)) {
            let bytes = UnsafeBufferPointer(start: file.pointee.text, count: file.pointee.count)
            files.append((Int(file.pointee.migration), String(decoding: bytes, as: UTF8.self)))
        }
        return files
    }()
}

extension PostgresLog {
    /// What `createSchema` did.
    package enum SchemaChange: Sendable, Equatable {
        case created
        /// The schema was of this earlier version.
        case migrated(from: Int)
        case none
    }

    /// Lays the schema of a shared log in the database, or brings an earlier one up to date. All or nothing, in one
    /// transaction. Needs a role that may create schemas and roles.
    ///
    /// - Parameters:
    ///   - settings: the settings of a new log, without its identity.
    ///   - random: random bits, for the new log's identity.
    package func createSchema(settings: [String: String], random: () -> UInt64) throws -> SchemaChange {
        guard try row("SHOW server_encoding").text(0) == "UTF8" else {
            throw SharedLogError.failed(reason: "the database's encoding is not UTF8")
        }
        let version = try installedVersion()
        if let version, version > ServerSchema.version {
            throw SharedLogError.otherVersion(server: version, program: ServerSchema.version)
        }
        if version == ServerSchema.version { return .none }
        var script = ["BEGIN"]
        if version != nil { script.append("SET LOCAL ROLE chancery_owner") }
        for (migration, sql) in ServerSchema.files where migration == 0 || migration > version ?? 0 {
            script.append(sql)
            if migration > 0 {
                script.append("INSERT INTO chancery.migration (number) VALUES (\(migration))")
            }
        }
        if version == nil {
            var settings = settings
            settings["identity"] = Self.text(Turn(random: random).ticket)
            for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
                script.append(
                    "INSERT INTO chancery.setting VALUES (\(Self.quoted(name)), \(Self.quoted(value)))")
            }
        }
        script.append("COMMIT")
        try self.script(script.joined(separator: ";\n"))
        return version.map { .migrated(from: $0) } ?? .created
    }

    /// Appends events to a new log as they are: their times are past, and their recorders have no role here. Needs the
    /// rights of the schema's owner.
    ///
    /// - Throws: `LogError.headMoved` if the last event is not at `position`, and as `append_rows` says.
    package func appendAsIs(_ entries: [Log.Entry], after position: Int) throws -> LogHead {
        try script("BEGIN; SET LOCAL ROLE chancery_owner; SELECT chancery.lock_log()")
        do {
            let last = try row("SELECT coalesce(max(position), 0) FROM chancery.event").number(0) ?? 0
            let time = try rows("SELECT recorded_at FROM chancery.event WHERE position = $1", [.bigint(last)])
            let head =
                last == 0 ? LogHead.empty : LogHead(position: last, recordedAt: time.first?.number(0) ?? 0)
            guard last == position else { throw LogError.headMoved(to: head) }
            _ = try rows(
                "SELECT chancery.append_rows($1, $2, $3, $4, $5, $6, $7)",
                [
                    .bigint(position), .bigint(head.recordedAt), .byteArrays(entries.map(\.id)),
                    .texts(entries.map(\.stream)),
                    .bigints(entries.map(\.recordedAt)), .texts(entries.map(\.key)),
                    .texts(entries.map(\.text)),
                ])
            try script("COMMIT")
            return entries.last.map { LogHead(position: last + entries.count, recordedAt: $0.recordedAt) }
                ?? head
        } catch {
            try? script("ROLLBACK")
            throw error
        }
    }

    /// The version of the schema in the database; nil if there is none.
    package func installedVersion() throws -> Int? {
        let isThere = try row("SELECT to_regclass('chancery.migration') IS NOT NULL").bool(0)
        return isThere ? try row("SELECT coalesce(max(number), 0) FROM chancery.migration").number(0) : nil
    }

    private static func quoted(_ text: String) -> String {
        "E'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
