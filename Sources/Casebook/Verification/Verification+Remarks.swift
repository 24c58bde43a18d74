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
        let rows = try PreparedStatement(db, "SELECT position, text FROM event ORDER BY position")
        while try rows.step() {
            let text = rows.bytesBeforeNUL(1)
            let logged = reader.read(text, at: rows.number(0)).event
            if let words = try audit.problem(with: logged, text, reader) {
                remarks.append(
                    Verification.Remark(position: rows.number(0), dispute: logged.dispute, words: words))
            }
            try audit.apply(logged)
        }
        return remarks
    }
}
