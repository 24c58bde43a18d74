import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// When the last event was recorded; nil in an empty log.
    package func lastRecordedAt() throws -> Instant? {
        try store.read { db in
            let head = try Log(db).head()
            return head.position == 0 ? nil : Instant(kept: head.recordedAt)
        }
    }
}
