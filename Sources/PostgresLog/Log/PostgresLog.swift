import EventLog

/// A shared log on a PostgreSQL server.
///
/// It connects when it is first used, and again after the line has broken. Everything goes through the functions of the
/// schema `chancery`, which are in `SQL/functions`.
package final class PostgresLog: SharedLog {
    /// The server's address, without secrets.
    package var place: String { address.text }
    let address: ServerAddress
    /// nil while there is none.
    private var connection: PostgresConnection?
    private var isListening = false

    /// - Parameter address: a URL (`postgresql://…`), or keywords and values as libpq takes them.
    /// - Throws: `SharedLogError.badAddress`, or `.notBuilt` if the program was built without libpq.
    package init(_ address: String) throws { self.address = try PostgresConnection.address(address) }

    // MARK: SharedLog

    package func catchUp(after position: Int, limit: Int, asking turn: Turn?) throws -> SharedLogState {
        if turn != nil, !isListening {
            _ = try rows("LISTEN chancery")
            isListening = true
        }
        let row = try row(
            """
            SELECT version, identity, role, may_append, server_time, last, last_recorded_at, root_after, root_last, \
            wait, news FROM chancery.catch_up($1, $2, $3)
            """, [.bigint(position), .integer(limit), .uuid(turn?.ticket)])
        guard let version = row.number(0), let identity = row.text(1), let role = row.text(2),
            let time = row.number(4),
            let last = row.number(5)
        else { throw SharedLogError.noLog(server: place) }
        guard version == ServerSchema.version else {
            throw SharedLogError.otherVersion(server: version, program: ServerSchema.version)
        }
        return SharedLogState(
            identity: identity, role: role, mayAppend: row.bool(3), time: time,
            head: last == 0 ? .empty : LogHead(position: last, recordedAt: row.number(6) ?? 0),
            rootOfCaller: row.bytes(7), root: row.bytes(8), texts: row.texts(10), wait: row.number(9) ?? 0)
    }

    package func beginAppend(
        _ texts: [String], after position: Int, in turn: Turn?
    ) throws -> () throws -> SharedAppend {
        let connection = try connected()
        do {
            try connection.send(
                "SELECT outcome, last, last_recorded_at, news FROM chancery.append($1, $2, $3)",
                [.bigint(position), .texts(texts), .uuid(turn?.ticket)])
        } catch let error as PostgresError {
            throw converted(error, isAppend: true)
        }
        return { try self.outcome(of: connection) }
    }

    /// What became of the texts that were sent.
    private func outcome(of connection: PostgresConnection) throws -> SharedAppend {
        let rows: [PostgresRow]
        do {
            rows = try connection.receive()
        } catch let error as PostgresError {
            throw converted(error, isAppend: true)
        }
        guard let row = rows.first else {
            throw SharedLogError.outcomeUnknown(reason: "the server's answer is empty")
        }
        switch row.text(0) {
        case "appended":
            return .appended(LogHead(position: row.number(1) ?? 0, recordedAt: row.number(2) ?? 0))
        case "moved": return .moved(news: row.texts(3))
        case "turn": return .othersTurn
        default:
            throw SharedLogError.outcomeUnknown(
                reason: "the server's answer is not one that this program knows")
        }
    }

    package func leave(_ turn: Turn) throws {
        _ = try rows("SELECT chancery.leave_turn($1)", [.uuid(turn.ticket)])
    }

    package func waitForNews(milliseconds: Int, or turn: Turn?) throws -> Bool {
        do {
            let connection = try connected()
            if !isListening {
                _ = try connection.rows("LISTEN chancery")
                isListening = true
            }
            let ticket = turn.map { Self.text($0.ticket) }
            let payloads = try connection.notifications(milliseconds: milliseconds)
            guard let ticket else { return !payloads.isEmpty }
            return payloads.contains { $0.hasSuffix(ticket) }
        } catch let error as PostgresError {
            throw converted(error, isAppend: false)
        }
    }

    package func leaves(after position: Int, limit: Int) throws -> [TreeHash.Digest] {
        let bytes =
            try row("SELECT chancery.leaves($1, $2)", [.bigint(position), .integer(limit)]).bytes(0) ?? []
        return stride(from: 0, to: bytes.count - bytes.count % TreeHash.count, by: TreeHash.count).map {
            Array(bytes[$0..<$0 + TreeHash.count])
        }
    }

    package func root(size: Int) throws -> TreeHash.Digest? {
        try row("SELECT chancery.root($1)", [.bigint(size)]).bytes(0)
    }

    package func settings() throws -> [String: String] {
        let words = try row("SELECT chancery.settings()").texts(0)
        let pairs = stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    package func settle() throws { _ = try rows("SELECT chancery.settle()") }

    package func checkpoints(after count: Int) throws -> [String] {
        try row("SELECT chancery.checkpoints($1)", [.bigint(count)]).texts(0)
    }

    package func add(_ checkpoint: Checkpoint) throws {
        _ = try rows(
            "SELECT chancery.add_checkpoint($1, $2)", [.bigint(checkpoint.size), .text(checkpoint.text)])
    }

    // MARK: LogStore

    package func head() throws -> LogHead {
        try catchUp(after: 0, limit: 0, asking: nil).head
    }

    package func texts(after position: Int, limit: Int) throws -> [String] {
        guard limit > 0, position < .max else { return [] }
        var texts: [String] = []
        // An answer may hold fewer than were asked for.
        while texts.count < limit {
            let most = min(limit - texts.count, Self.mostTexts)
            let (after, isBeyond) = position.addingReportingOverflow(texts.count)
            guard !isBeyond, after <= .max - most else { break }
            let more = try row(
                "SELECT chancery.texts($1, $2)", [.bigint(after), .integer(most)]
            ).texts(0)
            if more.isEmpty { break }
            texts += more
        }
        return texts
    }

    package func append(_ entries: [Log.Entry], after position: Int) throws -> LogHead {
        switch try append(entries.map(\.text), after: position, in: nil) {
        case .appended(let head): head
        case .moved: throw LogError.headMoved(to: try head())
        case .othersTurn: throw SharedLogError.overtaken
        }
    }

    /// How many texts are asked for at once.
    static let mostTexts = 5000

    // MARK: Statements

    func row(_ sql: String, _ values: [PostgresValue] = []) throws -> PostgresRow {
        guard let row = try rows(sql, values).first else {
            throw SharedLogError.failed(reason: "its answer is empty")
        }
        return row
    }

    func rows(_ sql: String, _ values: [PostgresValue] = []) throws -> [PostgresRow] {
        do {
            return try connected().rows(sql, values)
        } catch let error as PostgresError {
            throw converted(error, isAppend: false)
        }
    }

    func script(_ sql: String) throws {
        do {
            try connected().script(sql)
        } catch let error as PostgresError {
            throw converted(error, isAppend: false)
        }
    }

    private func connected() throws -> PostgresConnection {
        if let connection { return connection }
        do {
            let made = try PostgresConnection(address)
            (connection, isListening) = (made, false)
            return made
        } catch let error as PostgresError {
            throw converted(error, isAppend: false)
        }
    }

    /// - Parameter isAppend: whether it matters if the statement was carried out.
    private func converted(_ error: PostgresError, isAppend: Bool) -> any Error {
        // A connection on which anything but a plain answer came is not used again.
        if error.stage != .notDone { connection = nil }
        return error.converted(
            place: place, user: address.keywords.first { $0.name == "user" }?.value, isAppend)
    }

    static func text(_ uuid: [UInt8]) -> String {
        let digits = uuid.hexadecimal
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { digits.dropFirst($0).prefix($1 - $0) }.joined(separator: "-")
    }
}
