import Answers
import EventLog
import Projections
import SQLite

/// The result of checking a snapshot.
enum SnapshotState: Sendable, Equatable {
    /// Equal to a fold of the log. The snapshot records this root of the log's tree.
    case folded(root: TreeHash.Digest)
    /// Made by a released version with other rules, and not used. Its bytes are intact. The snapshot records this root
    /// of the log's tree.
    case former(root: TreeHash.Digest)
    case faulty(String)
}

extension Verification {
    /// Check 5, except for the root hashes.
    static func states(
        of labels: [Snapshots.Label], _ db: Database
    ) throws -> [(label: Snapshots.Label, state: SnapshotState)] {
        let families = labels.isEmpty ? [:] : try Rebuild.families(db).families
        return try labels.map { ($0, try state(of: $0, families[$0.subject] ?? [], db)) }
    }

    private static func state(
        of label: Snapshots.Label, _ positions: [Int], _ db: Database
    ) throws -> SnapshotState {
        do {
            if Rules.ofReleases[label.rules] != nil {
                _ = try Snapshots(db).bytes(label, rules: label.rules)
                return positions.contains { $0 <= label.position }
                    ? .former(root: try Snapshots(db).root(label)) : .faulty("the log has no such dispute")
            }
            let bytes = try Snapshots(db).bytes(label, rules: Rules.fingerprint)
            let root = try Snapshots(db).root(label)
            let source = FamilySource(db, ProjectionSchema(generation: 0), SnapshotFaults())
            let fresh = try source.digests(
                of: label.subject, positions: positions.filter { $0 <= label.position }, usingSnapshots: false
            )
            return fresh.bytes == bytes
                ? .folded(root: root) : .faulty("it is not what a fold of the log gives")
        } catch let fault as Snapshots.Fault {
            return .faulty(fault.words)
        }
    }
}

extension VerificationReport {
    /// Adds the findings about snapshots.
    ///
    /// - Parameter roots: root hashes of the tree over the texts, by size.
    mutating func add(
        _ states: [(label: Snapshots.Label, state: SnapshotState)], _ roots: [Int: TreeHash.Digest]
    ) {
        snapshots = states.count { if case .former = $0.state { false } else { true } }
        for (label, state) in states {
            let words: String? =
                switch state {
                case .faulty(let words): words
                case .folded(let root), .former(let root):
                    roots[label.position] == root ? nil : "it belongs to another log"
                }
            guard let words else { continue }
            findings.append(
                Verification.Finding(
                    point: 5, position: label.position, dispute: label.subject,
                    words: "the snapshot taken at it: \(words)"))
        }
    }
}
