import CanonicalJSON
import DisputeModel
import EventLog

extension Casebook {
    /// A status, with the names of the events that it mentions.
    package struct StatusAnswer: Sendable {
        package let status: Status
        package let knownAt: Instant?
        /// Ids by position.
        package let ids: [Int: String]

        package var json: JSON { status.json(knownAt: knownAt) { ids[$0] ?? "" } }
    }

    /// Where a dispute stands. Throws `QueryError.noDispute` where it does not exist at the moment.
    package func status(of dispute: String, at moment: Moment) throws -> StatusAnswer {
        try store.read { db in
            let reading = try Reading(db, faults)
            guard let status = try reading.status(dispute, at: moment) else {
                throw try Self.noDispute(dispute, reading, moment)
            }
            return Self.answer(status, moment, reading)
        }
    }

    /// Phase and temperature of a dispute, without what is owed in it; nil where it has not been opened.
    package func condition(of dispute: String, at moment: Moment) throws -> Condition? {
        try store.read { db in
            let reading = try Reading(db, faults)
            if moment.knownAt == nil, let live = reading.live {
                do { return try live.condition(dispute, asOf: moment.asOf) } catch is any UnreadableRow {}
            }
            let record = try reading.record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
            return Course.all(of: record)[dispute]?.condition(asOf: moment.asOf)
        }
    }

    /// Where all disputes stand that exist at the moment, in order of their names.
    package func statuses(at moment: Moment) throws -> [StatusAnswer] {
        try store.read { db in
            let reading = try Reading(db, faults)
            return try reading.statuses(at: moment).map { Self.answer($0, moment, reading) }
        }
    }

    static func noDispute(_ name: String, _ reading: Reading, _ moment: Moment) throws -> QueryError {
        .noDispute(name, suggestions: nearest(name, among: try reading.names(at: moment)))
    }

    static func answer(_ status: Status, _ moment: Moment, _ reading: Reading) -> StatusAnswer {
        var ids: [Int: String] = [:]
        let mentioned =
            status.history.map(\.cause) + status.obligations.map(\.obligation.opener)
            + [status.phaseCause, status.opening] + (status.peakCause.map { [$0] } ?? [])
        for position in mentioned where ids[position] == nil { ids[position] = reading.id(at: position) }
        return StatusAnswer(status: status, knownAt: moment.knownAt, ids: ids)
    }
}
