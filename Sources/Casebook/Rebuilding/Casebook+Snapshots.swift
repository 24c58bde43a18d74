import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Stores a snapshot of a dispute's family, or of every family, at the end of the log. Throws
    /// `QueryError.noDispute` if there is no dispute of that name.
    package func takeSnapshots(of dispute: String? = nil) throws -> [Snapshots.Label] {
        try write { db, projector in
            let store = FamilyStore(db: db, schema: projector.schema)
            let keeper = SnapshotKeeper(db, projector.schema)
            return try chosenFamilies(dispute, store).flatMap { family in
                let position = try keeper.take(family)
                return try Snapshots(db).labels(of: family).filter { $0.position == position }
            }
        }
    }

    /// The snapshots that the log has.
    package func snapshots() throws -> [Snapshots.Label] { try store.read { try Snapshots($0).labels() } }

    /// The unusable snapshots, each with what is wrong with it.
    package func snapshotFaults() throws -> [(label: Snapshots.Label, fault: Snapshots.Fault)] {
        try store.read { db in
            try Snapshots(db).labels().compactMap { label in
                do {
                    _ = try FamilySnapshot(bytes: try Snapshots(db).bytes(label, rules: Rules.fingerprint))
                    return nil
                } catch let fault as Snapshots.Fault {
                    return (label, fault)
                } catch is ByteReader.Malformed {
                    return (label, .damaged)
                }
            }
        }
    }

    /// Deletes the snapshots of a dispute's family, or all. Returns their number.
    package func dropSnapshots(of dispute: String? = nil) throws -> Int {
        try write { db, projector in
            let labels = try Snapshots(db).labels(of: dispute.map(DisputeID.family))
            for label in labels { try Snapshots(db).drop(label) }
            return labels.count
        }
    }

    private func chosenFamilies(_ dispute: String?, _ store: FamilyStore) throws -> [String] {
        guard let dispute else { return try store.families() }
        guard try store.dispute(dispute) != nil else {
            throw Self.noDispute(dispute, among: try store.names())
        }
        return [DisputeID.family(of: dispute)]
    }
}
