import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Where these disputes stand, or all that exist at the moment. Throws `QueryError.noDispute` where a named one does
    /// not exist.
    package func overview(of disputes: [String] = [], at moment: Moment) throws -> Overview {
        try read { reading in
            let statuses: [Status] =
                if disputes.isEmpty {
                    try reading.statuses(at: moment, atAGlance: true)
                } else {
                    try disputes.map { dispute in
                        guard let status = try reading.status(dispute, at: moment) else {
                            throw try Self.noDispute(dispute, reading, moment)
                        }
                        return status
                    }
                }
            // A table points to events by their positions alone; a page about one dispute says which they are.
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
