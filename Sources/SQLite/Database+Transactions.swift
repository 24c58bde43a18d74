import CSQLite

extension Database {
    /// When a transaction acquires its locks.
    package enum TransactionKind: String, Sendable {
        /// At the first statement that needs a lock.
        case deferred = "BEGIN DEFERRED"
        /// At once, a lock for writing.
        case immediate = "BEGIN IMMEDIATE"
    }

    /// Runs `body` in a transaction and commits it. If `body` or the commit fails, everything is rolled back.
    package func transaction<Result>(_ kind: TransactionKind, _ body: () throws -> Result) throws -> Result {
        try PreparedStatement(self, kind.rawValue).run()
        return try within(body, commit: "COMMIT") {
            // Some errors have rolled the transaction back already.
            if sqlite3_get_autocommit(try open()) == 0 { try PreparedStatement(self, "ROLLBACK").run() }
        }
    }

    /// Runs `body` as a part of a transaction. If `body` fails, what it has written is rolled back and the
    /// transaction goes on as it was before. Savepoints can be nested.
    package func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try PreparedStatement(self, "SAVEPOINT part").run()
        return try within(body, commit: "RELEASE part") {
            try PreparedStatement(self, "ROLLBACK TO part").run()
            try PreparedStatement(self, "RELEASE part").run()
        }
    }

    private func within<Result>(
        _ body: () throws -> Result, commit: String, rollBack: () throws -> Void
    ) throws -> Result {
        let wasInTransaction = isInTransaction
        isInTransaction = true
        defer { isInTransaction = wasInTransaction }
        do {
            let result = try body()
            try PreparedStatement(self, commit).run()
            return result
        } catch {
            isInTransaction = wasInTransaction
            // The original error matters more than one of the rollback.
            try? rollBack()
            throw error
        }
    }
}
