#if Posts
    import EventLog
    import Foundation
    import Glibc
    import Synchronization
    import Testing

    @testable import PostgresLog

    /// A PostgreSQL server for the tests of this process, in a folder of its own and reachable through a socket in it.
    /// It ends with the process.
    final class TestServer: Sendable {
        /// nil where PostgreSQL is not installed.
        static let shared = try? TestServer()

        private let folder: String
        private let count = Mutex(0)
        // Closed when this process ends, however it does. The server's shell waits for that.
        private let lifeline: Pipe

        private init() throws {
            let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
            guard let newest = versions.compactMap({ Int($0) }).max() else { throw NotInstalled() }
            let programs = "/usr/lib/postgresql/\(newest)/bin"
            var template = Array("/tmp/chancery-postgres-XXXXXX".utf8CString)
            folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
            // PostgreSQL does not run as root.
            let isRoot = getuid() == 0
            let asUser = isRoot ? "runuser -u postgres -- " : ""
            if isRoot { try Self.run("chown postgres \(folder)") }
            try Self.run(
                "\(asUser)\(programs)/initdb -D \(folder)/data -A trust -U postgres -E UTF8 --locale=C.UTF-8")
            lifeline = Pipe()
            let server = Process()
            server.executableURL = URL(fileURLWithPath: "/bin/sh")
            server.arguments = [
                "-c",
                """
                \(asUser)\(programs)/postgres -D \(folder)/data -k \(folder) -c listen_addresses= -c fsync=off \
                -c max_connections=60 >\(folder)/said 2>&1 &
                cat >/dev/null
                \(asUser)\(programs)/pg_ctl -D \(folder)/data stop -m immediate >/dev/null 2>&1
                rm -rf \(folder)
                """,
            ]
            server.standardInput = lifeline
            try server.run()
            for _ in 1...200 {
                if (try? query("SELECT 1", in: "postgres")) != nil { return }
                usleep(50_000)
            }
            throw NotInstalled()
        }

        private struct NotInstalled: Error {}

        private static func run(_ command: String) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", command]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw NotInstalled() }
        }

        func address(_ database: String, as role: String = "postgres") -> String {
            "host=\(folder) dbname=\(database) user=\(role)"
        }

        /// Runs a statement as the server's keeper.
        @discardableResult
        func query(_ sql: String, in database: String) throws -> [PostgresRow] {
            try PostgresLog(address(database)).rows(sql)
        }

        /// A new database without a log. Returns its name.
        func emptyDatabase() throws -> String {
            let name = "d\(count.withLock { $0 += 1; return $0 })"
            try query("CREATE DATABASE \(name)", in: "postgres")
            return name
        }

        /// A new database with an empty log, in which the roles `vie` and `msq` may file and `ro` may read.
        func database() throws -> String {
            let name = try emptyDatabase()
            _ = try PostgresLog(address(name)).createSchema(
                settings: ["name": "test", "vkey": SigningKey(name: "test")?.verifierKey.description ?? ""],
                random: { UInt64.random(in: .min ... .max) })
            try count.withLock { _ in
                for (role, group) in [("vie", "writer"), ("msq", "writer"), ("ro", "reader")] {
                    try query(
                        """
                        DO $$ BEGIN
                            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\(role)') THEN CREATE ROLE \(role) LOGIN; END IF;
                            IF NOT pg_has_role('\(role)', 'chancery_\(group)', 'MEMBER') THEN
                                GRANT chancery_\(group) TO \(role);
                            END IF;
                            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stranger') THEN CREATE ROLE stranger LOGIN; END IF;
                        END $$
                        """, in: name)
                }
            }
            return name
        }
    }

    extension Trait where Self == ConditionTrait {
        /// Only where there is a server.
        static var withServer: Self {
            .enabled(if: TestServer.shared != nil, "PostgreSQL is not installed here")
        }
    }
#endif
