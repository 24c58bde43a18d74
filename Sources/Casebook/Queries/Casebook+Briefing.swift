import DisputeModel
import EventLog

extension Casebook {
    /// The brief of a dispute, up to a marking where one is given. Throws `QueryError.noDispute` where it does not exist at
    /// the moment, and `.withheld` where it does and nothing of it may be shown.
    package func briefing(
        on dispute: String, at moment: Moment, since: Instant, upTo marking: Marking? = nil
    ) throws -> Briefing {
        try store.read { db in
            let reading = try Reading(db, faults)
            let family = DisputeID.family(of: dispute)
            let sight = try Sight(
                reading, of: family, through: try reading.position(knownAt: moment.knownAt), upTo: marking)
            let courses = Course.all(of: sight.record)
            guard let course = courses[dispute], let status = Status(course, asOf: moment.asOf) else {
                if let marking, courses[dispute] == nil, sight.isWithheld(dispute) {
                    throw QueryError.withheld(dispute, above: marking)
                }
                throw try Self.noDispute(dispute, reading, moment)
            }
            let last = try reading.position(knownAt: since)
            let past =
                sight.entries.contains { $0.position > last }
                ? try Sight(reading, of: family, through: last, upTo: marking) : sight
            let maker = BriefingMaker(
                reading: reading, sight: sight, moment: moment, dispute: dispute, newAfter: last)
            return try maker.briefing(
                status, course, parts: maker.parts(courses), since: since,
                before: Course.all(of: past.record)[dispute].flatMap { Status($0, asOf: since.day) },
                limit: try marking.map {
                    ($0, try sight.leftOut(of: maker.isConcerned, asOf: moment.asOf))
                })
        }
    }
}
