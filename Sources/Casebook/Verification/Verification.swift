import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

/// Recomputes everything from the events' texts and reports all that is not as it should be.
///
/// The numbers are those of what `chancery verify` checks: 1 texts, 2 columns and indexes beside them, 3 checkpoints, 4
/// projections, 5 snapshots, 6 SQLite's own check.
package struct Verification {
    package struct Finding: Sendable, Equatable {
        package let point: Int
        package let position: Int?
        package let dispute: String?
        package let words: String
    }

    package struct Report: Sendable {
        package internal(set) var findings: [Finding] = []
        package internal(set) var events = 0
        package internal(set) var families = 0
        package internal(set) var snapshots = 0
        /// Those that the log keeps, and those that were brought.
        package internal(set) var checkpoints = 0
        /// The root of the tree over all events, from their texts.
        package internal(set) var root: TreeHash.Digest = TreeHash.empty
    }

    /// A checkpoint that somebody kept elsewhere.
    package struct Brought {
        /// What people know it by: its file.
        let name: String
        /// nil where the file holds none.
        let checkpoint: Checkpoint?

        package init(name: String, checkpoint: Checkpoint?) {
            self.name = name
            self.checkpoint = checkpoint
        }
    }

    let casebook: Casebook
    let brought: [Brought]
    let trusted: [VerifierKey]
    let progress: (_ what: String, _ done: Int, _ of: Int) -> Void

    /// - Parameters:
    ///   - brought: checkpoints to hold the log against, beside those that it keeps itself.
    ///   - trusted: the keys whose signatures count; the log's own word for them where none are given.
    package init(
        _ casebook: Casebook, brought: [Brought] = [], trusted: [VerifierKey] = [],
        progress: @escaping (String, Int, Int) -> Void = { _, _, _ in }
    ) {
        self.casebook = casebook
        self.brought = brought
        self.trusted = trusted
        self.progress = progress
    }

    package func run() throws -> Report {
        var report = try casebook.store.read(run)
        report.findings += try casebook.store.integrityFindings().map {
            Finding(point: 6, position: nil, dispute: nil, words: "SQLite: \($0)")
        }
        return report
    }

    /// All but SQLite's own check, on a log as a transaction sees it.
    package func run(_ db: Database) throws -> Report {
        var report = Report()
        let labels = try Snapshots(db).labels()
        let kept = try Checkpoints(db).all()
        let sizes = kept.map(\.size) + brought.compactMap(\.checkpoint?.size) + labels.map(\.position)
        let roots = try checkEvents(db, rootsAt: Set(sizes), &report)
        try checkSettings(db, &report)
        try checkCheckpoints(db, kept, roots, &report)
        try checkProjections(db, &report)
        try checkSnapshots(db, labels, roots, &report)
        return report
    }
}
