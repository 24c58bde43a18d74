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

    /// The snapshots, and SQLite's own check, are gone through on a second thread and a connection of its own, which may
    /// see a later moment of the log.
    package func run() throws -> Report {
        var roots: [Int: TreeHash.Digest] = [:]
        var report = Report()
        var beside: Alongside<([(label: Snapshots.Label, state: SnapshotState)], [String])>?
        try casebook.store.read { db in
            let labels = try Snapshots(db).labels()
            beside = Alongside { [path = casebook.store.path] in
                let store = try EventStore(at: path, .reading)
                let states = try store.read { try Self.states(of: labels, $0) }
                let findings = try store.integrityFindings()
                try store.close()
                return (states, findings)
            }
            roots = try checkLog(db, labels, &report)
        }
        if let (states, findings) = try beside?.finished() {
            report.take(states, roots)
            report.findings += findings.map {
                Finding(point: 6, position: nil, dispute: nil, words: "SQLite: \($0)")
            }
        }
        return report
    }

    /// All but SQLite's own check, on a log as a transaction sees it.
    package func run(_ db: Database) throws -> Report {
        var report = Report()
        let labels = try Snapshots(db).labels()
        let roots = try checkLog(db, labels, &report)
        report.take(try Self.states(of: labels, db), roots)
        return report
    }

    /// Points 1 to 4. The roots are those of the tree over the texts, by size.
    private func checkLog(
        _ db: Database, _ labels: [Snapshots.Label], _ report: inout Report
    ) throws -> [Int: TreeHash.Digest] {
        let kept = try Checkpoints(db).all()
        let sizes = kept.map(\.size) + brought.compactMap(\.checkpoint?.size) + labels.map(\.position)
        let roots = try checkEvents(db, rootsAt: Set(sizes), &report)
        try checkSettings(db, &report)
        try checkCheckpoints(db, kept, roots, &report)
        try checkProjections(db, &report)
        return roots
    }
}
