import Answers
import DisputeModel
import EventLog
import Projections
import SQLite
import Synchronization

/// Recomputes everything from the events' texts and reports all that is not as it should be.
///
/// The numbers are those of what `chancery verify` checks: 1 texts, 2 columns and indexes beside them, 3 checkpoints, 4
/// projections, 5 snapshots, 6 SQLite's own check.
package struct Verification {
    typealias Finding = VerificationReport.Finding

    /// A checkpoint that somebody kept elsewhere.
    package struct ExternalCheckpoint {
        /// What people know it by: its file.
        let name: String
        let checkpoint: Checkpoint

        package init(name: String, checkpoint: Checkpoint) {
            self.name = name
            self.checkpoint = checkpoint
        }
    }

    let casebook: Casebook
    let brought: [ExternalCheckpoint]
    let trusted: [VerifierKey]
    let comparingSearch: Bool
    let progress: (_ what: String, _ done: Int, _ of: Int) -> Void

    /// - Parameters:
    ///   - brought: checkpoints to hold the log against, beside those that it keeps itself.
    ///   - trusted: the keys whose signatures count; the log's own word for them where none are given.
    ///   - comparingSearch: every word of the search index is compared with the events.
    package init(
        _ casebook: Casebook, brought: [ExternalCheckpoint] = [], trusted: [VerifierKey] = [],
        comparingSearch: Bool = false,
        progress: @escaping (String, Int, Int) -> Void = { _, _, _ in }
    ) {
        self.casebook = casebook
        self.brought = brought
        self.trusted = trusted
        self.comparingSearch = comparingSearch
        self.progress = progress
    }

    /// The projections are gone through on a second thread and a connection of its own, which may see a later moment of the
    /// log.
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
        return report
    }

    /// All but SQLite's own check, on a log as a transaction sees it.
    package func run(_ db: Database) throws -> VerificationReport {
        var report = VerificationReport()
        try checkLog(db, &report)
        report.add(try DerivedCheck(db, Tally(), comparingSearch: comparingSearch))
        return report
    }

    /// Points 1 to 3, and 5: the roots of the tree that a snapshot is held against come from the texts.
    private func checkLog(_ db: Database, _ report: inout VerificationReport) throws {
        try checkSchema(db, &report)
        let kept = try Checkpoints(db).all()
        let labels = try Snapshots(db).labels()
        let sizes = kept.map(\.size) + brought.map(\.checkpoint.size) + labels.map(\.position)
        let roots = try checkEvents(db, rootsAt: Set(sizes), &report)
        try checkSettings(db, &report)
        try checkCheckpoints(db, kept, roots, &report)
        report.add(try Self.states(of: labels, db), roots)
    }
}

extension Verification {
    /// How far the second thread has come.
    final class Tally: Sendable {
        private let state = Mutex(("projections", 0, 0))

        var current: (what: String, done: Int, of: Int) { state.withLock { $0 } }

        func set(_ what: String, _ done: Int, of total: Int) { state.withLock { $0 = (what, done, total) } }
    }

    /// What is drawn from the events, checked: point 4, and the search index.
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
