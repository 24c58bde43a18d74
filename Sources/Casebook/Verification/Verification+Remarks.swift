import DisputeModel
import EventLog
import SQLite

extension Verification.Drawn {
    /// Events that could not have been recorded as they stand.
    static func remarks(_ db: Database) throws -> [Verification.Remark] {
        let log = Log(db)
        let reader = EventReader()
        var audit = RecordingAudit(log, PositionsByID(log))
        var remarks: [Verification.Remark] = []
        try log.forEach { position, stream, text in
            let logged = reader.read(text, at: position)
            guard let whole = logged.event ?? Event(text: text) else { return true }
            if let words = try audit.problem(with: logged, whole) {
                remarks.append(
                    Verification.Remark(position: position, dispute: whole.dispute, words: words))
            }
            try audit.apply(logged)
            return true
        }
        return remarks
    }
}
