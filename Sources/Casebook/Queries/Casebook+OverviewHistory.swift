import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The statuses of all disputes, with the development of their temperatures over a year.
    package func overviewHistory(at moment: Moment) throws -> OverviewHistory {
        try read { reading in
            let statuses = try reading.statuses(at: moment, pendingOnly: true)
            let obligations = try Self.obligations(statuses, moment, reading, mentioning: .nothing)
            let late = obligations.items.filter(\.isLate).map(\.owed.obligation.opener)
            let named =
                statuses.flatMap { [$0.opening, $0.phaseCause, $0.peakCause].compactMap(\.self) } + late
                + obligations.dates.map(\.position)
            let days = OverviewHistory.days(before: moment.asOf)
            return OverviewHistory(
                overview: Overview(
                    statuses: statuses, obligations: obligations,
                    mentions: try reading.mentions(named, knownAt: moment.knownAt)),
                days: days, courses: try reading.temperatures(in: days, knownAt: moment.knownAt))
        }
    }

    /// An array with the object of `chancery status` for each dispute, and its temperature course under the key
    /// `course`.
    package func overviewHistoryJSON(at moment: Moment) throws -> JSON {
        try read { reading in
            let temperatures = try reading.temperatures(
                in: OverviewHistory.days(before: moment.asOf), knownAt: moment.knownAt)
            let statuses = try reading.statuses(at: moment)
            return .array(
                statuses.map { status in
                    var object = Self.answer(status, moment, reading).json.object ?? JSONObject()
                    object["course"] = temperatures[status.dispute]?.json ?? .array([])
                    return .object(object)
                })
        }
    }
}

extension ReadTransaction {
    /// The temperature course of each dispute over these days, as known at the instant.
    fileprivate func temperatures(in days: ClosedRange<Day>, knownAt instant: Instant?) throws
        -> [String: TemperatureCourse]
    {
        if instant == nil, let live, let courses = try ifReadable({ try live.temperatures(in: days) }) {
            return courses
        }
        var courses: [String: TemperatureCourse] = [:]
        try forEachRecord(knownAt: instant) { _, record in
            for (dispute, course) in Course.all(of: record) where course.opening.beginning <= days.upperBound
            {
                courses[dispute] = TemperatureCourse(course, in: days)
            }
        }
        return courses
    }
}
