#if Posts
    import CPostgres
    import EventLog
    import Platform

    /// A connection to a PostgreSQL server, through libpq.
    ///
    /// Its timeouts are its own, whatever the server's configuration says: it never waits for ever for a lock or a
    /// dead line. Only one thread may use it at a time.
    final class PostgresConnection {
        private let connection: OpaquePointer
        /// What the server has said beside its answers since the last statement began, such as a warning.
        private let notices = Notices()

        /// The statements that were sent, by their SQL: how often, and under which name they are prepared.
        private var statements: [String: String?] = [:]
        private var preparedCount = 0

        private final class Notices { var texts: [String] = [] }

        /// Reads an address: a URL (`postgresql://…`) or libpq's keywords and values.
        ///
        /// - Throws: `SharedLogError.badAddress`.
        static func address(_ url: String) throws -> ServerAddress {
            var message: UnsafeMutablePointer<CChar>?
            guard let options = PQconninfoParse(url, &message) else {
                let reason = message.map { line(String(cString: $0)) } ?? "it is too long"
                PQfreemem(message)
                throw SharedLogError.badAddress(reason: reason)
            }
            defer { PQconninfoFree(options) }
            var (keywords, secrets): ([(name: String, value: String)], [(name: String, value: String)]) = (
                [], []
            )
            var option = options
            while let name = option.pointee.keyword.map({ String(cString: $0) }) {
                if let value = option.pointee.val.map({ String(cString: $0) }) {
                    if ServerAddress.secretNames.contains(name) {
                        secrets.append((name, value))
                    } else {
                        keywords.append((name, value))
                    }
                }
                option += 1
            }
            return ServerAddress(keywords: keywords, secrets: secrets)
        }

        /// Connects.
        ///
        /// - Throws: `PostgresError` of the stage `connecting`.
        init(_ address: ServerAddress) throws {
            var options = [
                ("connect_timeout", "5"), ("tcp_user_timeout", "10000"), ("keepalives_idle", "10"),
                ("keepalives_interval", "5"), ("keepalives_count", "3"),
                // Of several servers, the one that takes writes.
                ("target_session_attrs", "read-write"), ("application_name", "chancery"),
            ]
            // A later value replaces an earlier one of the same name.
            options += (address.keywords + address.secrets).filter { $0.name != "options" }.map {
                ($0.name, $0.value)
            }
            let own = address.keywords.first { $0.name == "options" }?.value
            options += [
                ("client_encoding", "UTF8"),
                (
                    "options",
                    [
                        own,
                        "-c lock_timeout=10s -c idle_in_transaction_session_timeout=10s -c statement_timeout=60s",
                    ]
                    .compactMap(\.self).joined(separator: " ")
                ),
            ]
            let made = Self.withPointers(options.map(\.0)) { names in
                Self.withPointers(options.map(\.1)) { values in PQconnectdbParams(names, values, 0) }
            }
            guard let made else {
                throw PostgresError(
                    stage: .connecting, code: "", message: "there is no memory for a connection")
            }
            connection = made
            PQsetNoticeReceiver(
                made,
                { notices, result in
                    guard let notices else { return }
                    Unmanaged<Notices>.fromOpaque(notices).takeUnretainedValue().texts.append(
                        PostgresConnection.line(String(cString: PQresultErrorMessage(result))))
                }, Unmanaged.passUnretained(notices).toOpaque())
            guard PQstatus(made) == CONNECTION_OK else {
                throw PostgresError(
                    stage: .connecting, code: "", message: Self.line(String(cString: PQerrorMessage(made))))
            }
        }

        deinit { PQfinish(connection) }

        /// Runs one statement and returns its rows.
        ///
        /// - Parameters:
        ///   - sql: the statement, with `$1`, `$2` … for its parameters.
        ///   - values: the parameters.
        ///   - limit: after so many seconds without an answer the line counts as broken.
        /// - Throws: `PostgresError`; its stage is `.unknown` unless the server said that nothing was done.
        func rows(_ sql: String, _ values: [PostgresValue] = [], within limit: Double = 30) throws
            -> [PostgresRow]
        {
            try send(sql, values)
            return try receive(within: limit)
        }

        /// Sends a statement, and does not wait for its answer.
        ///
        /// - Throws: `PostgresError` of the stage `.unknown`.
        func send(_ sql: String, _ values: [PostgresValue]) throws {
            notices.texts = []
            guard try prepare(sql, values), sendBytes(sql, values), PQflush(connection) >= 0 else {
                throw broken("the line to the server is broken")
            }
        }

        /// Waits for the rows of the statement that was sent.
        ///
        /// - Parameter limit: after so many seconds without an answer the line counts as broken.
        /// - Throws: `PostgresError`; its stage is `.unknown` unless the server said that nothing was done.
        func receive(within limit: Double = 30) throws -> [PostgresRow] {
            let deadline = SystemClock.seconds + limit
            var results: [PostgresResult] = []
            while let result = try nextResult(deadline) { results.append(result) }
            if let failed = results.first(where: { !$0.isAnswer }) { throw error(failed) }
            // A success with a warning is none: the wait for a standby may have been cancelled.
            if let notice = notices.texts.first {
                throw PostgresError(stage: .unknown, code: "", message: "the server warned, \(notice)")
            }
            guard results.count == 1, PQstatus(connection) == CONNECTION_OK,
                [PQTRANS_IDLE, PQTRANS_INTRANS].contains(PQtransactionStatus(connection))
            else { throw broken("the server's answer is not complete") }
            return results[0].rows
        }

        /// Runs several statements that give no rows, as one transaction unless they say otherwise.
        func script(_ sql: String) throws {
            notices.texts = []
            guard PQsendQuery(connection, sql) == 1 else { throw broken("the line to the server is broken") }
            let deadline = SystemClock.seconds + 600
            var failed: PostgresResult?
            while let result = try nextResult(deadline) {
                if !result.isAnswer, failed == nil { failed = result }
            }
            if let failed { throw error(failed) }
        }

        /// What was notified since the last call. Waits until there is something, or the time has passed.
        func notifications(milliseconds: Int) throws -> [String] {
            let deadline = SystemClock.seconds + Double(milliseconds) / 1000
            while true {
                guard PQconsumeInput(connection) == 1 else {
                    throw broken("the line to the server is broken")
                }
                var payloads: [String] = []
                while let notification = PQnotifies(connection) {
                    payloads.append(String(cString: notification.pointee.extra))
                    PQfreemem(notification)
                }
                let rest = deadline - SystemClock.seconds
                guard payloads.isEmpty, rest > 0 else { return payloads }
                _ = SocketWait.untilReadable(PQsocket(connection), milliseconds: Int(rest * 1000) + 1)
            }
        }

        // MARK: Sending and receiving

        /// A statement is prepared when it is used for the second time: a command that runs it once would only lose a
        /// round trip.
        private func prepare(_ sql: String, _ values: [PostgresValue]) throws -> Bool {
            guard let name = statements[sql] else {
                statements[sql] = .some(nil)
                return true
            }
            guard name == nil, !values.isEmpty else { return true }
            preparedCount += 1
            let new = "s\(preparedCount)"
            guard PQsendPrepare(connection, new, sql, Int32(values.count), values.map(\.type)) == 1 else {
                return false
            }
            let deadline = SystemClock.seconds + 30
            while let result = try nextResult(deadline) { if !result.isAnswer { throw error(result) } }
            statements[sql] = new
            return true
        }

        private func sendBytes(_ sql: String, _ values: [PostgresValue]) -> Bool {
            let bytes = values.map(\.bytes)
            // One piece of memory for all values, so that their addresses hold during the call.
            let all = bytes.compactMap(\.self).flatMap(\.self) + [0]
            return all.withUnsafeBytes { all in
                var (start, places): (Int, [UnsafePointer<CChar>?]) = (0, [])
                for value in bytes {
                    places.append(
                        value.flatMap { _ in
                            all.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                        })
                    start += value?.count ?? 0
                }
                let (lengths, formats) = (bytes.map { Int32($0?.count ?? 0) }, values.map { _ in Int32(1) })
                if let name = statements[sql] ?? nil {
                    return PQsendQueryPrepared(
                        connection, name, Int32(values.count), places, lengths, formats, 1) == 1
                }
                return PQsendQueryParams(
                    connection, sql, Int32(values.count), values.map(\.type), places, lengths, formats, 1)
                    == 1
            }
        }

        private func nextResult(_ deadline: Double) throws -> PostgresResult? {
            while PQisBusy(connection) == 1 {
                let rest = deadline - SystemClock.seconds
                guard rest > 0,
                    SocketWait.untilReadable(PQsocket(connection), milliseconds: Int(rest * 1000) + 1)
                else {
                    throw broken("the server does not answer")
                }
                guard PQconsumeInput(connection) == 1 else {
                    throw broken("the line to the server is broken")
                }
            }
            return PQgetResult(connection).map { PostgresResult($0) }
        }

        private func error(_ result: PostgresResult) -> PostgresError {
            // An ERROR has rolled the statement back. What ends the session (FATAL, PANIC, a broken line) can have come
            // after its commit.
            let isDenied =
                result.severity == "ERROR" && PQstatus(connection) == CONNECTION_OK && notices.texts.isEmpty
            return PostgresError(
                stage: isDenied ? .notDone : .unknown, code: result.code, message: Self.line(result.message),
                detail: result.detail)
        }

        private func broken(_ words: String) -> PostgresError {
            let message = Self.line(String(cString: PQerrorMessage(connection)))
            return PostgresError(stage: .unknown, code: "", message: message.isEmpty ? words : message)
        }

        /// A message as one line that continues a sentence.
        private static func line(_ message: String) -> String {
            // libpq's hints, such as "Is the server running on that host?", are on lines that begin with a tab.
            let lines = message.split(separator: "\n").filter { !$0.hasPrefix("\t") }
            let words = lines.joined(separator: "; ").split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
            return words.hasSuffix(".") ? String(words.dropLast()) : words
        }

        private static func withPointers<Result>(
            _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
        ) -> Result {
            let ends = texts.map { Array($0.utf8CString) }
            let all = ends.flatMap(\.self)
            return all.withUnsafeBufferPointer { all in
                var start = 0
                let places: [UnsafePointer<CChar>?] = ends.map { text in
                    defer { start += text.count }
                    return all.baseAddress?.advanced(by: start)
                }
                return body(places + [nil])
            }
        }
    }

    /// A result of a statement, freed with the value.
    private final class PostgresResult {
        private let result: OpaquePointer

        init(_ result: OpaquePointer) { self.result = result }

        deinit { PQclear(result) }

        var isAnswer: Bool { [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) }
        var severity: String { field(0x56) }
        var code: String { field(0x43) }
        var detail: String { field(0x44) }
        var message: String {
            let message = field(0x4D)
            return message.isEmpty ? String(cString: PQresultErrorMessage(result)) : message
        }

        /// A field of an error message, by the letters of PostgreSQL's protocol (section "Error and Notice Message
        /// Fields"): V is the severity as it is not translated, C the code, M the message, D the detail.
        private func field(_ letter: Int32) -> String {
            PQresultErrorField(result, letter).map { String(cString: $0) } ?? ""
        }

        var rows: [PostgresRow] {
            (0..<PQntuples(result)).map { row in
                PostgresRow(
                    columns: (0..<PQnfields(result)).map { column in
                        guard PQgetisnull(result, row, column) == 0,
                            let value = PQgetvalue(result, row, column)
                        else {
                            return nil
                        }
                        let count = Int(PQgetlength(result, row, column))
                        return Array(UnsafeRawBufferPointer(start: value, count: count))
                    })
            }
        }
    }
#endif
