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
            let record = try reading.record(
                of: DisputeID.family(of: dispute), knownAt: moment.knownAt, usingSnapshots: false)
            guard let course = Course.all(of: record)[dispute], let status = Status(course, asOf: moment.asOf)
            else { throw try Self.noDispute(dispute, reading, moment) }
            let acts = record.acts.filter { $0.place <= moment.asOf.end }
            let measures = course.measures.filter { $0.isInForce(asOf: moment.asOf) }
            let own = acts.filter { $0.dispute == dispute }
            let degrees = Self.degrees(course, asOf: moment.asOf)
            let last = own.reversed().filter { !$0.isRecord }
                .max { min($0.lastDay, moment.asOf) < min($1.lastDay, moment.asOf) }?.position
            let assessment =
                status.assessedPhase == nil
                ? nil : own.last { $0.kind?.recordKind == .statusAssessment }?.position
            let mentioned =
                [status.phaseCause] + status.history.map(\.cause) + degrees.map(\.cause)
                + measures.map(\.cause)
                + [status.peakCause, last, assessment].compactMap(\.self)
                + status.obligations.flatMap { [$0.obligation.opener] + $0.obligation.changes.map(\.cause) }
            return Why(
                answer: Self.answer(status, moment, reading), moment: moment, degrees: degrees,
                measures: measures,
                levelBefore: course.disputeState(asOf: moment.asOf - 30).level, lastActCause: last,
                assessment: assessment,
                mentions: try reading.mentions(Set(mentioned).contains, in: record))
        }
    }

    private static func degrees(_ course: Course, asOf day: Day) -> [Why.Degree] {
        var degrees: [Why.Degree] = []
        course.forEachStep { step, before, after in
            guard step.place <= day.end, after.level != before.level else { return }
            degrees.append(Why.Degree(before: before.level, after: after.level, cause: step.position))
        }
        return degrees
    }
}

extension FamilyRecord.Act {
    fileprivate var lastDay: Day { latestDay ?? place.day }
}
