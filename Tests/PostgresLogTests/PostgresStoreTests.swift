#if Posts
    import EventLog
    import LogStoreSuite
    import Testing
    import TimeLimits

    @testable import PostgresLog

    /// The shared log is a store as any other.
    @Suite(.endsInTime, .withServer) struct PostgresStoreTests {
        @Test(arguments: LogStoreSuite<PostgresPlace>().trials)
        func `the store on PostgreSQL does what a log store must`(trial: LogStoreTrial) throws {
            try trial.run()
        }
    }

    /// A new log in a database of its own.
    final class PostgresPlace: LogStorePlace {
        private let server: TestServer
        private let database: String

        required init() throws {
            server = try #require(TestServer.shared)
            database = try server.database()
        }

        func open() throws -> AsIsLog { AsIsLog(log: try PostgresLog(server.address(database))) }
    }

    /// Appends whatever the suite gives it: its events have no recorder, and other times than now.
    struct AsIsLog: LogStore {
        let log: PostgresLog

        func head() throws -> LogHead { try log.head() }

        func texts(after position: Int, limit: Int) throws -> [String] {
            try log.texts(after: position, limit: limit)
        }

        func append(_ entries: [Log.Entry], after position: Int) throws -> LogHead {
            try log.appendAsIs(entries, after: position)
        }
    }
#endif
