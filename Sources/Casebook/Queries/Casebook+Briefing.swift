import Answers
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The contents of a brief on a dispute. Throws `QueryError.noDispute` if the dispute does not exist at the moment.
    ///
    /// - Parameters:
    ///   - dispute: id of the dispute.
    ///   - moment: the moment that the brief describes.
    ///   - since: events recorded after this instant are new.
    package func briefing(on dispute: String, at moment: Moment, since: Instant) throws -> Briefing {
        try read { reading in
            let folded = try reading.folded(dispute, at: moment)
            let record = folded.record
            let last = try reading.position(knownAt: since)
            let past =
                record.entries.contains { $0.position > last }
                ? try formerRecord(of: DisputeID.family(of: dispute), knownAt: since, reading).record : record
            let maker = BriefingMaker(
                reading: reading, record: record, known: KnownLog(reading.log, of: record), moment: moment,
                dispute: dispute, newAfter: last)
            return try maker.briefing(
                folded.status, folded.course, parts: maker.parts(folded.courses), since: since,
                before: Course.all(of: past)[dispute].flatMap { Status($0, asOf: since.day) },
                limit: redaction?.marking)
        }
    }
}
