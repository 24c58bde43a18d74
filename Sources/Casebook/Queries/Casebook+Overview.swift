import CanonicalJSON
import DisputeModel
import EventLog

/// Where disputes stand, with the events that made it so and the dates ahead: what a page of status is made of.
package struct Overview: Sendable {
    package let answers: [Casebook.StatusAnswer]
    package let docket: Docket
    /// The events that the statuses mention: causes of phases and peaks.
    package let mentions: Mentions

    package var statuses: [Status] { answers.map(\.status) }
}

extension Casebook {
    /// Where these disputes stand, or all that exist at the moment. Throws `QueryError.noDispute` where a named one does
    /// not exist.
    package func overview(of disputes: [String] = [], at moment: Moment) throws -> Overview {
        try store.read { db in
            let reading = try Reading(db, faults)
            let statuses: [Status] =
                if disputes.isEmpty {
                    try reading.courses(at: moment).compactMap { Status($0, asOf: moment.asOf) }
                } else {
                    try disputes.map { dispute in
                        guard let course = try reading.course(dispute, at: moment),
                            let status = Status(course, asOf: moment.asOf)
                        else { throw try Self.noDispute(dispute, reading, moment) }
                        return status
                    }
                }
            let docket = try Self.docket(
                statuses, moment, reading, disputes.count == 1 ? disputes.first : nil)
            let causes = statuses.flatMap { [$0.phaseCause] + ($0.peakCause.map { [$0] } ?? []) }
            return Overview(
                answers: statuses.map { Self.answer($0, moment, reading) }, docket: docket,
                mentions: docket.mentions.merging(
                    try reading.mentions(causes, knownAt: moment.knownAt)
                ) { first, _ in first })
        }
    }
}
