import CanonicalJSON
import DisputeModel
import EventLog

extension Casebook {
    /// The checkpoints over lost events that nobody has acknowledged yet.
    package func lostCheckpoints() throws -> [Checkpoint] {
        try store.read { db in
            let losses = try AcknowledgedLosses(db)
            return try LostCheckpoints(db).texts().compactMap { Checkpoint($0) }.filter {
                !losses.contains($0)
            }
        }
    }

    /// Records in the log that the events under a checkpoint were lost, so that it is not reported any more.
    package func acknowledge(
        lossOf checkpoint: Checkpoint, because reason: String, by recorder: String, at now: Instant
    ) throws -> Receipt {
        try filing(at: now) { session in
            try session.fileOfLog(
                LogKeys.lossKind,
                JSONObject([
                    ("size", .integer(checkpoint.size)), ("root", .string(checkpoint.root.base64)),
                    ("reason", .string(reason)),
                ]), by: recorder)
        }
    }
}
