import CSQLite

extension Database {
    /// When a transaction takes its locks.
    package enum TransactionKind: String, Sendable {
        /// With the first statement that needs them.
        case deferred = "BEGIN DEFERRED"
        /// At once, for writing.
        case immediate = "BEGIN IMMEDIATE"
    }

    /// Runs `body` in a transaction, and commits it. Where `body` or that fails, nothing of it is there.
    package func transaction<Result>(_ kind: TransactionKind, _ body: () throws -> Result) throws -> Result {
        try PreparedStatement(self, kind.rawValue).run()
        return try within(body, commit: "COMMIT") {
            // Some errors have done it already.
            if sqlite3_get_autocommit(try open()) == 0 { try PreparedStatement(self, "ROLLBACK").run() }
        }
    }

    /// Runs `body` within a transaction so that what it has written is taken back where it fails, and the transaction goes
    /// on as it was before. One may be within another.
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
            // Why it failed is what matters.
            try? rollBack()
            throw error
        }
    }
}
