import CanonicalJSON
import DisputeModel
import EventLog

/// Where disputes stand, with the events that made it so and the dates ahead: what a page of status is made of.
package struct Overview: Sendable {
    package let statuses: [Status]
    package let docket: Docket
    /// The events that the status of one dispute mentions; empty for several.
    package let mentions: Mentions
}

extension Casebook {
    /// Where these disputes stand, or all that exist at the moment. Throws `QueryError.noDispute` where a named one does
    /// not exist.
    package func overview(of disputes: [String] = [], at moment: Moment) throws -> Overview {
        try store.read { db in
            let reading = try Reading(db, faults)
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
            let docket = try Self.docket(
                statuses, moment, reading, isOne ? disputes.first : nil,
                mentioning: isOne ? .replies : .nothing)
            let causes = isOne ? statuses.flatMap { [$0.phaseCause] + ($0.peakCause.map { [$0] } ?? []) } : []
            return Overview(
                statuses: statuses, docket: docket,
                mentions: docket.mentions.merging(try reading.mentions(causes, knownAt: moment.knownAt)) {
                    first, _ in
                    first
                })
        }
    }
}
