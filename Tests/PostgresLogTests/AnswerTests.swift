#if Posts
    import CanonicalJSON
    import Dispatch
    import Glibc
    import DisputeModel
    import EventLog
    import Synchronization
    import Testing
    import TimeLimits

    @testable import PostgresLog

    /// What an answer of the server means: only a plain success is one.
    @Suite(.endsInTime, .withServer, .serialized) struct AnswerTests {
        private let server: TestServer
        private let database: String

        init() throws {
            server = try #require(TestServer.shared)
            database = try server.database()
        }

        private func event(_ log: PostgresLog) throws -> String {
            let time = Instant(milliseconds: try log.catchUp(after: 0, limit: 0, asking: nil).time)
            return JSON.object(
                JSONObject([
                    ("id", .string(EventID(milliseconds: time.milliseconds, random: (1, 2)).description)),
                    ("kind", "protest"), ("recordedAt", .string(time.description)),
                    ("recordedBy", "vie/anna"),
                    ("dispute", "d"),
                ])
            ).canonical
        }

        /// Appends on another thread, and does something to its session when it waits.
        private func append(_ waiting: String, _ disturb: String) throws -> Result<SharedAppend, any Error> {
            let log = try PostgresLog(server.address(database, as: "vie") + " application_name=disturbed")
            let text = try event(log)
            let result = Mutex<Result<SharedAppend, any Error>?>(nil)
            nonisolated(unsafe) let used = log
            let group = DispatchGroup()
            DispatchQueue.global().async(group: group) {
                let outcome = Result { try used.append([text], after: 0, in: nil) }
                result.withLock { $0 = outcome }
            }
            for _ in 1...200 {
                let rows = try server.query(
                    "SELECT \(disturb) FROM pg_stat_activity WHERE application_name = 'disturbed' AND wait_event = '\(waiting)'",
                    in: database)
                if !rows.isEmpty { break }
                usleep(20_000)
            }
            group.wait()
            return try #require(result.withLock { $0 })
        }

        @Test(arguments: ["pg_cancel_backend(pid)", "pg_terminate_backend(pid)"])
        func `a wait for a standby that is cancelled is not filed, though the event is there`(disturb: String)
            throws
        {
            try server.query("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", in: database)
            try server.query("SELECT pg_reload_conf()", in: database)
            defer {
                _ = try? server.query("ALTER SYSTEM RESET synchronous_standby_names", in: database)
                _ = try? server.query("SELECT pg_reload_conf()", in: database)
            }
            let result = try append("SyncRep", disturb)
            guard case .failure(SharedLogError.outcomeUnknown) = result else {
                Issue.record("it is \(result)")
                return
            }
            #expect(try PostgresLog(server.address(database, as: "vie")).head().position == 1)
        }

        @Test func `a session that is ended while it waits for the lock has an unknown outcome`() throws {
            let holder = try PostgresLog(server.address(database))
            try holder.script("BEGIN; SELECT chancery.lock_log()")
            let result = try append("advisory", "pg_terminate_backend(pid)")
            try holder.script("ROLLBACK")
            guard case .failure(SharedLogError.outcomeUnknown) = result else {
                Issue.record("it is \(result)")
                return
            }
            #expect(try PostgresLog(server.address(database, as: "vie")).head().position == 0)
        }

        @Test func `a statement that is cancelled while it waits for the lock was not done`() throws {
            let holder = try PostgresLog(server.address(database))
            try holder.script("BEGIN; SELECT chancery.lock_log()")
            let result = try append("advisory", "pg_cancel_backend(pid)")
            try holder.script("ROLLBACK")
            guard case .failure(SharedLogError.unreachable) = result else {
                Issue.record("it is \(result)")
                return
            }
        }

        @Test func `turns come in the order of asking, and others wait for them`() throws {
            let (first, second, third) = (
                try PostgresLog(server.address(database, as: "vie")),
                try PostgresLog(server.address(database, as: "msq")),
                try PostgresLog(server.address(database, as: "vie"))
            )
            let turns = [Turn { 1 }, Turn { 2 }]
            #expect(try first.catchUp(after: 0, limit: 0, asking: turns[0]).wait == 0)
            let wait = try second.catchUp(after: 0, limit: 0, asking: turns[1]).wait
            #expect(wait > 1000 && wait <= 5000)
            let text = try event(third)
            #expect(try third.append([text], after: 0, in: nil) == .othersTurn)
            #expect(try third.append([text], after: 0, in: turns[1]) == .othersTurn)
            guard case .appended = try first.append([text], after: 0, in: turns[0]) else {
                Issue.record("the turn was not heeded")
                return
            }
            #expect(try second.waitForNews(milliseconds: 2000, or: turns[1]))
            #expect(try second.catchUp(after: 0, limit: 0, asking: turns[1]).wait == 0)
            try second.leave(turns[1])
            #expect(try server.query("SELECT 1 FROM chancery.turn", in: database).isEmpty)
        }

        @Test func `a turn that nobody uses ends after five seconds`() throws {
            let (dead, other) = (
                try PostgresLog(server.address(database, as: "vie")),
                try PostgresLog(server.address(database, as: "vie"))
            )
            _ = try dead.catchUp(after: 0, limit: 0, asking: Turn { 1 })
            let turn = Turn { 2 }
            let start = ContinuousClock.now
            while case let wait = try other.catchUp(after: 0, limit: 0, asking: turn).wait, wait > 0 {
                _ = try other.waitForNews(milliseconds: min(wait, 1000), or: turn)
            }
            let waited = ContinuousClock.now - start
            #expect(waited > .seconds(4) && waited < .seconds(6))
            guard case .appended = try other.append([event(other)], after: 0, in: turn) else {
                Issue.record("the turn was not heeded")
                return
            }
        }
    }
#else
    import EventLog
    import PostgresLog
    import Testing

    @Test func `without libpq the program says how to install what is missing`() {
        #expect(throws: SharedLogError.notBuilt) { try PostgresLog("postgresql://localhost/c") }
    }
#endif
