import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The statuses of these disputes, or of all that exist at the moment. Throws `QueryError.noDispute` if a named
    /// dispute does not exist.
    package func overview(of disputes: [String] = [], at moment: Moment) throws -> Overview {
        try read { reading in
            let statuses: [Status] =
                if disputes.isEmpty {
                    try reading.statuses(at: moment, pendingOnly: true)
                } else {
                    try disputes.map { try reading.existing($0, at: moment) }
                }
            // A table of several disputes refers to events by position only; the page of a single dispute describes
            // them.
            let isOne = disputes.count == 1
            let obligations = try Self.obligations(
                statuses, moment, reading, isOne ? disputes.first : nil,
                mentioning: isOne ? .replies : .nothing)
            let causes = isOne ? statuses.flatMap { [$0.phaseCause] + ($0.peakCause.map { [$0] } ?? []) } : []
            return Overview(
                statuses: statuses, obligations: obligations,
                mentions: obligations.mentions.merging(try reading.mentions(causes, knownAt: moment.knownAt))
                {
                    first, _ in
                    first
                })
        }
    }
}
