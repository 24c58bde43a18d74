import EventLog
import GRDB

extension Verification {
    /// Point 5.
    func checkSnapshots(
        _ db: Database, _ labels: [Snapshots.Label], _ roots: [Int: TreeHash.Digest], _ report: inout Report
    ) throws {
        report.snapshots = labels.count
        let families = labels.isEmpty ? [:] : try Rebuild.families(db).families
        for (index, label) in labels.enumerated() {
            if let words = try fault(label, families[label.subject] ?? [], roots[label.position], db) {
                report.findings.append(
                    Finding(
                        point: 5, position: label.position, dispute: label.subject,
                        words: "the snapshot taken at it: \(words)"))
            }
            progress("snapshots", index + 1, labels.count)
        }
    }

    private func fault(
        _ label: Snapshots.Label, _ positions: [Int], _ root: TreeHash.Digest?, _ db: Database
    ) throws -> String? {
        do {
            let bytes = try Snapshots(db).bytes(label, rules: Rules.fingerprint)
            guard try Snapshots(db).root(label) == root else { return "it was taken of another log" }
            let source = FamilySource(db, ProjectionSchema(generation: 0), casebook.faults)
            let record = try source.record(
                of: label.subject, positions: positions.filter { $0 <= label.position }, usingSnapshots: false
            )
            return FamilySnapshot(record).bytes == bytes ? nil : "it is not what a fold of the log gives"
        } catch let fault as Snapshots.Fault {
            return fault.words
        }
    }
}
