import Answers
import DisputeModel
import EventLog
import Platform
import Projections
import SQLite
import Synchronization

/// Recomputes everything from the events' texts, and reports every difference.
///
/// The checks are numbered as in `chancery verify`: 1 event texts, 2 columns and indexes of the log, 3 checkpoints, 4
/// projections, 5 snapshots, 6 SQLite's integrity check; and on a post's copy 7, the shared log.
package struct Verification {
    typealias Finding = VerificationReport.Finding

    /// A checkpoint that was kept outside the log.
    package struct ExternalCheckpoint {
        /// Its name in findings: the file that it was read from.
        let name: String
        let checkpoint: Checkpoint

        /// Makes a checkpoint to compare with the log.
        ///
        /// - Parameters:
        ///   - name: its name in findings: the file that it was read from.
        ///   - checkpoint: the checkpoint as read.
        package init(name: String, checkpoint: Checkpoint) {
            self.name = name
            self.checkpoint = checkpoint
        }
    }

    let casebook: Casebook
    let externalCheckpoints: [ExternalCheckpoint]
    let trusted: [VerifierKey]
    let comparingSearch: Bool
    let shared: (any SharedLog)?
    let progress: (_ what: String, _ done: Int, _ of: Int) -> Void

    /// Prepares the verification of a log; `run()` performs it.
    ///
    /// - Parameters:
    ///   - casebook: the log to verify.
    ///   - externalCheckpoints: checkpoints to compare with the log, in addition to those stored in it.
    ///   - trusted: the keys whose signatures count; if empty, the log's founding key is trusted.
    ///   - comparingSearch: whether to compare every word of the search index with the events.
    ///   - shared: the shared log that this log is a copy of, to compare every leaf with; nil to leave it out.
    ///   - progress: called with the name of the current check, the number done, and the total.
    package init(
        _ casebook: Casebook, externalCheckpoints: [ExternalCheckpoint] = [], trusted: [VerifierKey] = [],
        comparingSearch: Bool = false, shared: (any SharedLog)? = nil,
        progress: @escaping (String, Int, Int) -> Void = { _, _, _ in }
    ) {
        self.casebook = casebook
        self.externalCheckpoints = externalCheckpoints
        self.trusted = trusted
        self.comparingSearch = comparingSearch
        self.shared = shared
        self.progress = progress
    }

    /// Runs all checks. The projections are checked on a second thread with its own connection, which may see a later
    /// state of the log.
    package func run() throws -> VerificationReport {
        let tally = Tally()
        let beside = BackgroundTask { [path = casebook.store.path, comparingSearch] in
            let store = try EventStore(at: path, .auditing)
            var drawn = try store.read { db in
                try db.keepFewPages()
                return try DerivedCheck(db, tally, comparingSearch: comparingSearch)
            }
            drawn.findings += try store.integrityFindings().map {
                Finding(point: 6, position: nil, dispute: nil, words: "SQLite: \($0)")
            }
            try store.close()
            return drawn
        }
        var report = VerificationReport()
        report.findings += casebook.store.sideFindings.map {
            Finding(point: 6, position: nil, dispute: nil, words: $0)
        }
        try casebook.store.read { db in
            try db.keepFewPages()
            try checkLog(db, &report)
        }
        let drawn = try beside.finished {
            let (what, done, total) = tally.current
            progress(what, done, total)
        }
        report.add(drawn)
        if let shared { try compare(with: shared, &report) }
        return report
    }

    /// Runs all checks except 6, within a transaction.
    package func run(_ db: Database) throws -> VerificationReport {
        var report = VerificationReport()
        try checkLog(db, &report)
        report.add(try DerivedCheck(db, Tally(), comparingSearch: comparingSearch))
        return report
    }

    /// Checks 1 to 3 and 5, and the schema. Check 5 is here since it compares the roots in snapshots with those
    /// computed from the texts.
    private func checkLog(_ db: Database, _ report: inout VerificationReport) throws {
        try checkSchema(db, &report)
        let kept = try Checkpoints(db).all()
        let labels = try Snapshots(db).labels()
        let sizes = kept.map(\.size) + externalCheckpoints.map(\.checkpoint.size) + labels.map(\.position)
        let roots = try checkEvents(db, rootsAt: Set(sizes), &report)
        try checkSettings(db, &report)
        try checkCheckpoints(db, kept, roots, &report)
        report.add(try Self.states(of: labels, db), roots)
    }
}

extension Verification {
    /// The progress of the second thread.
    final class Tally: Sendable {
        private let state = Mutex(("projections", 0, 0))

        var current: (what: String, done: Int, of: Int) { state.withLock { $0 } }

        func set(_ what: String, _ done: Int, of total: Int) { state.withLock { $0 = (what, done, total) } }
    }

    /// Check 4: the projections and the search index.
    struct DerivedCheck: Sendable {
        var findings: [Finding] = []
        var families = 0
        var search = VerificationReport.SearchCheck.none
        var formerVersion: String?

        init(_ db: Database, _ tally: Tally, comparingSearch: Bool) throws {
            try checkProjections(db, tally)
            try checkSearch(db, comparingWords: comparingSearch, tally)
        }
    }
}

extension VerificationReport {
    fileprivate mutating func add(_ drawn: Verification.DerivedCheck) {
        families = drawn.families
        search = drawn.search
        findings += drawn.findings
        formerVersion = drawn.formerVersion
    }
}
