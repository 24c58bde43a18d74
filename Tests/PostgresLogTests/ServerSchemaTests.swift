#if Posts
    import EventLog
    import Testing
    import TimeLimits

    @testable import PostgresLog

    /// The schema on the server and its version.
    @Suite(.endsInTime, .withServer) struct ServerSchemaTests {
        private let server: TestServer

        init() throws { server = try #require(TestServer.shared) }

        private func createSchema(_ database: String) throws -> PostgresLog.SchemaChange {
            try PostgresLog(server.address(database)).createSchema(
                settings: ["name": "it's \\ a name"], random: { 1 })
        }

        @Test func `it is laid once`() throws {
            let database = try server.emptyDatabase()
            #expect(throws: SharedLogError.noLog(server: server.address(database).sorted)) {
                try PostgresLog(server.address(database)).catchUp(after: 0, limit: 0, asking: nil)
            }
            #expect(try createSchema(database) == .created)
            #expect(try createSchema(database) == .none)
            #expect(try PostgresLog(server.address(database)).settings()["name"] == "it's \\ a name")
        }

        @Test func `a server of a later version, and one of an earlier, is refused with a sentence`() throws {
            let database = try server.database()
            let version = ServerSchema.version
            try server.query("INSERT INTO chancery.migration VALUES (\(version + 1))", in: database)
            let log = try PostgresLog(server.address(database, as: "vie"))
            #expect(throws: SharedLogError.otherVersion(server: version + 1, program: version)) {
                try log.catchUp(after: 0, limit: 0, asking: nil)
            }
            #expect(throws: SharedLogError.otherVersion(server: version + 1, program: version)) {
                try createSchema(database)
            }
            try server.query("DELETE FROM chancery.migration", in: database)
            try server.query("INSERT INTO chancery.migration VALUES (0)", in: database)
            #expect(throws: SharedLogError.otherVersion(server: 0, program: version)) {
                try log.catchUp(after: 0, limit: 0, asking: nil)
            }
        }

        @Test func `a log that was half sent is completed, and another is left alone`() throws {
            let database = try server.emptyDatabase()
            #expect(try createSchema(database) == .created)
            let store = try ScratchStore(events: 20)
            #expect(throws: SharedLogError.self) {
                try PostgresLog(server.address(database)).fill(
                    from: store.store, random: { 1 }, progress: { _, _ in })
            }
            let other = try server.emptyDatabase()
            let log = try PostgresLog(server.address(other))
            _ = try log.fill(from: store.store, random: { 1 }, progress: { _, _ in })
            #expect(try log.texts(after: 0, limit: 100) == store.store.texts(after: 0, limit: 100))
            try store.append(5)
            #expect(try log.fill(from: store.store, random: { 1 }, progress: { _, _ in }).events == 25)
            #expect(try log.texts(after: 0, limit: 100) == store.store.texts(after: 0, limit: 100))
        }
    }

    extension String {
        /// libpq gives the keywords in an order of its own.
        fileprivate var sorted: String { (try? PostgresLog(self).place) ?? self }
    }
#endif
