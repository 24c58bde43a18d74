import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The events that caused each part of a dispute's status. Throws `QueryError.noDispute` if the dispute does not
    /// exist at the moment.
    package func why(_ dispute: String, at moment: Moment) throws -> Why {
        try read { reading in
            let folded = try reading.folded(dispute, at: moment)
            let (record, course, status) = (folded.record, folded.course, folded.status)
            let causes = StatusCauses(
                of: status, course,
                record.acts.filter { $0.dispute == dispute && $0.place <= moment.asOf.end })
            let mentioned =
                status.events + causes.levelChanges.map(\.cause) + causes.measures.map(\.cause)
                + [causes.lastAct, causes.assessment].compactMap(\.self)
                + status.obligations.flatMap { $0.obligation.changes.map(\.cause) }
            return Why(
                answer: Self.answer(status, moment, reading), moment: moment, causes: causes,
                levelBefore: course.disputeState(asOf: moment.asOf - 30).level,
                mentions: try reading.mentions(Set(mentioned).contains, in: record))
        }
    }
}
