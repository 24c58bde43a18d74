#if Posts
    import CanonicalJSON
    import DisputeModel
    import EventLog
    import Testing
    import TimeLimits

    @testable import PostgresLog

    /// What whom the server lets do, and what it refuses whoever asks.
    @Suite(.endsInTime, .withServer) struct ServerRightsTests {
        private let server: TestServer
        private let database: String

        init() throws {
            server = try #require(TestServer.shared)
            database = try server.database()
        }

        private func log(as role: String) throws -> PostgresLog {
            try PostgresLog(server.address(database, as: role))
        }

        private func time(_ log: PostgresLog) throws -> Instant {
            Instant(milliseconds: try log.catchUp(after: 0, limit: 0, asking: nil).time)
        }

        /// The text of an event with these keys replaced; nil takes one away.
        private func text(_ number: Int, at time: Instant, _ changes: [String: JSON?] = [:]) -> String {
            var event = JSONObject([
                (
                    "id",
                    .string(EventID(milliseconds: time.milliseconds, random: (UInt64(number), 7)).description)
                ),
                ("kind", "protest"), ("recordedAt", .string(time.description)), ("recordedBy", "vie/anna"),
                ("dispute", "d"), ("summary", "\u{0} \\u0000 \u{1F54A}"),
            ])
            for (key, value) in changes { event[key] = value }
            return JSON.object(event).canonical
        }

        @Test func `a writer appends, and reads the same bytes with their columns and root`() throws {
            let vienna = try log(as: "vie")
            let now = try time(vienna)
            let texts = [text(1, at: now), text(2, at: now, ["dispute": nil, "key": "k\"\\ü"])]
            let head = LogHead(position: 2, recordedAt: now.milliseconds)
            #expect(try vienna.append(texts, after: 0, in: nil) == .appended(head))
            #expect(try log(as: "ro").texts(after: 0, limit: 10) == texts)
            let rows = try server.query(
                "SELECT position, encode(id, 'hex'), stream, recorded_at, key, hash FROM chancery.event ORDER BY 1",
                in: database)
            #expect(rows.map { $0.number(0) } == [1, 2])
            #expect(rows.map { $0.text(2) } == ["d", ".log"])
            #expect(rows.map { $0.number(3) } == [now.milliseconds, now.milliseconds])
            #expect(rows.map { $0.text(4) } == [nil, "k\"\\ü"])
            #expect(rows.map { $0.bytes(5) } == texts.map { TreeHash.leaf($0) })
            #expect(rows[0].text(1) == Event(text: texts[0])?.id.replacing("-", with: ""))
        }

        @Test(
            arguments: [
                ("recordedBy", "msq/anna"), ("recordedBy", "vie"), ("recordedBy", ""), ("recordedBy", nil),
                ("recordedBy", "view/anna"), ("id", "017d0a8d-b0ba-4943-848b-cdec017a8324"), ("id", nil),
                ("recordedAt", "2021-11-10"), ("recordedAt", nil), ("recordedAt", "2021-11-10T10:00:00.000Z"),
            ] as [(String, JSON?)])
        func `a text that the server cannot vouch for is refused, and nothing of the batch is there`(
            key: String, value: JSON?
        ) throws {
            let vienna = try log(as: "vie")
            let now = try time(vienna)
            let texts = [text(1, at: now), text(2, at: now, [key: value])]
            let error = #expect(throws: SharedLogError.self) { try vienna.append(texts, after: 0, in: nil) }
            guard case .refused = error else {
                Issue.record("it is \(String(describing: error))")
                return
            }
            #expect(try vienna.head() == .empty)
        }

        @Test(arguments: [-61_000, 61_000])
        func `an event more than a minute from the server's time is refused`(milliseconds: Int) throws {
            let vienna = try log(as: "vie")
            let other = Instant(milliseconds: try time(vienna).milliseconds + milliseconds)
            #expect(throws: SharedLogError.self) {
                try vienna.append([text(1, at: other)], after: 0, in: nil)
            }
        }

        @Test(arguments: ["", "[]", "1", "{", "{\"a\":1}", "null"])
        func `what is no event is refused`(text: String) throws {
            #expect(throws: SharedLogError.self) { try log(as: "vie").append([text], after: 0, in: nil) }
        }

        @Test func `a reader reads, and may not append`() throws {
            let reader = try log(as: "ro")
            #expect(try !reader.catchUp(after: 0, limit: 10, asking: nil).mayAppend)
            #expect(throws: SharedLogError.noAccess(role: "ro")) {
                try reader.append([text(1, at: time(reader))], after: 0, in: nil)
            }
            // A turn would delay those who write.
            _ = try reader.catchUp(after: 0, limit: 0, asking: Turn { 1 })
            #expect(try server.query("SELECT 1 FROM chancery.turn", in: database).isEmpty)
        }

        @Test func `a stranger reads nothing`() throws {
            #expect(throws: SharedLogError.noAccess(role: "stranger")) {
                try log(as: "stranger").catchUp(after: 0, limit: 10, asking: nil)
            }
        }

        @Test(arguments: ["vie", "ro", "stranger"])
        func `nobody touches the tables, or calls what only the schema's owner may`(role: String) throws {
            let log = try log(as: role)
            for table in ["event", "node", "checkpoint", "setting", "migration", "turn"] {
                for statement in [
                    "SELECT * FROM chancery.\(table)", "DELETE FROM chancery.\(table)",
                    "TRUNCATE chancery.\(table)",
                    "INSERT INTO chancery.\(table) DEFAULT VALUES", "DROP TABLE chancery.\(table)",
                ] {
                    #expect(throws: (any Error).self, "\(statement)") { try log.rows(statement) }
                }
            }
            for call in [
                "append_rows(0, 0, '{}', '{}', '{}', '{}', '{}')", "lock_log()", "texts_after(0, 10)",
            ] {
                #expect(throws: SharedLogError.noAccess(role: role), "\(call)") {
                    try log.rows("SELECT chancery.\(call)")
                }
            }
        }

        @Test(arguments: [
            "UPDATE chancery.event SET text = 'x'", "DELETE FROM chancery.event", "TRUNCATE chancery.event",
            "DELETE FROM chancery.checkpoint", "UPDATE chancery.node SET hash = hash",
            "TRUNCATE chancery.node",
        ])
        func `rows are never changed, not even by the keeper, unless he removes the triggers`(
            statement: String
        ) throws {
            let vienna = try log(as: "vie")
            _ = try vienna.append([text(1, at: time(vienna))], after: 0, in: nil)
            #expect(throws: (any Error).self) { try server.query(statement, in: database) }
            #expect(try vienna.head().position == 1)
        }

        @Test func `another name on the search path changes nothing`() throws {
            try server.query("CREATE SCHEMA evil; ", in: database)
            try server.query("GRANT ALL ON SCHEMA evil TO vie", in: database)
            let vienna = try log(as: "vie")
            _ = try vienna.rows(
                "CREATE FUNCTION evil.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$SELECT ''::bytea$$")
            _ = try vienna.rows("SET search_path = evil, pg_catalog")
            _ = try vienna.append([text(1, at: time(vienna))], after: 0, in: nil)
            #expect(
                try vienna.leaves(after: 0, limit: 1)
                    == vienna.texts(after: 0, limit: 1).map { TreeHash.leaf($0) })
        }

        @Test func `the roots are those of the tree, whatever the batches`() throws {
            let log = try log(as: "postgres")
            var (range, roots, count) = (CompactRange(), [TreeHash.empty], 0)
            for size in [1, 1, 2, 3, 5, 8, 64, 1, 30] {
                let entries = (1...size).map { number in
                    let text = "{\"event\":\(count + number)}"
                    return Log.Entry(
                        id: (0..<16).map { $0 == 15 ? UInt8(count + number) : 0 }, stream: "d", recordedAt: 1,
                        key: nil,
                        text: text)
                }
                _ = try log.appendAsIs(entries, after: count)
                count += size
                for entry in entries {
                    range.append(TreeHash.leaf(entry.text))
                    roots.append(range.root)
                }
            }
            for (size, root) in roots.enumerated() { #expect(try log.root(size: size) == root, "\(size)") }
            #expect(try log.root(size: count + 1) == nil)
        }
    }

    extension TreeHash {
        fileprivate static func leaf(_ text: String) -> Digest {
            var text = text
            return text.withUTF8 { leaf($0) }
        }
    }
#endif
