import Answers
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// Where a dispute stands. Throws `QueryError.noDispute` where it does not exist at the moment.
    package func status(of dispute: String, at moment: Moment) throws -> StatusAnswer {
        try read { reading in
            guard let status = try reading.status(dispute, at: moment) else {
                throw try Self.noDispute(dispute, reading, moment)
            }
            return Self.answer(status, moment, reading)
        }
    }

    /// Phase and temperature of a dispute, without what is owed in it; nil where it has not been opened.
    package func disputeState(of dispute: String, at moment: Moment) throws -> DisputeState? {
        try read { reading in
            if moment.knownAt == nil, let live = reading.live {
                do { return try live.disputeState(dispute, asOf: moment.asOf) } catch is any UnreadableRow {}
            }
            let record = try reading.record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
            return Course.all(of: record)[dispute]?.disputeState(asOf: moment.asOf)
        }
    }

    /// Where all disputes stand that exist at the moment, in order of their names.
    package func statuses(at moment: Moment) throws -> [StatusAnswer] {
        try read { reading in
            return try reading.statuses(at: moment).map { Self.answer($0, moment, reading) }
        }
    }

    static func noDispute(_ name: String, _ reading: ReadTransaction, _ moment: Moment) throws -> QueryError {
        noDispute(name, among: try reading.names(at: moment))
    }

    /// That there is no dispute of this name, with those of these names that are near.
    static func noDispute(_ name: String, among names: [String]) -> QueryError {
        .noDispute(name, suggestions: nearest(name, among: names))
    }

    static func answer(_ status: Status, _ moment: Moment, _ reading: ReadTransaction) -> StatusAnswer {
        var ids: [Int: String] = [:]
        let mentioned =
            status.history.map(\.cause) + status.obligations.map(\.obligation.opener)
            + [status.phaseCause, status.opening] + (status.peakCause.map { [$0] } ?? [])
        for position in mentioned where ids[position] == nil { ids[position] = reading.id(at: position) }
        return StatusAnswer(status: status, knownAt: moment.knownAt, ids: ids)
    }
}
