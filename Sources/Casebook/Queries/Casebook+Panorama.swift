import CanonicalJSON
import DisputeModel
import EventLog

/// All disputes at once: where each stands, and how its temperature came there.
package struct Panorama: Sendable {
    /// With the openings, the causes of the phases, and what is late.
    package let overview: Overview
    /// The days over which the temperatures are followed; the last is the one asked about.
    package let days: ClosedRange<Day>
    /// By dispute.
    package let courses: [String: TemperatureCourse]

    /// A year back: what is said of one dispute can be compared with what is said of another.
    static func days(before day: Day) -> ClosedRange<Day> { day - 365...day }
}

extension Casebook {
    package func panorama(at moment: Moment) throws -> Panorama {
        try store.read { db in
            let reading = try Reading(db, faults)
            let statuses = try reading.statuses(at: moment, atAGlance: true)
            let docket = try Self.docket(statuses, moment, reading, mentioning: .nothing)
            let late = docket.debts.filter(\.isLate).map(\.owed.obligation.opener)
            let named =
                statuses.flatMap { [$0.opening, $0.phaseCause, $0.peakCause].compactMap(\.self) } + late
                + docket.dates.map(\.position)
            let days = Panorama.days(before: moment.asOf)
            return Panorama(
                overview: Overview(
                    statuses: statuses, docket: docket,
                    mentions: try reading.mentions(named, knownAt: moment.knownAt)),
                days: days, courses: try reading.temperatures(in: days, knownAt: moment.knownAt))
        }
    }

    /// The object of `status` for every dispute, with the course of its temperature beside it.
    package func panoramaJSON(at moment: Moment) throws -> JSON {
        try store.read { db in
            let reading = try Reading(db, faults)
            let temperatures = try reading.temperatures(
                in: Panorama.days(before: moment.asOf), knownAt: moment.knownAt)
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

extension Docket.Debt {
    /// Past a date, or due today.
    package var isLate: Bool {
        switch owed.timeliness {
        case .overdue, .dueToday, .softOverdue: true
        case .notDue, .noDate, nil: false
        }
    }
}

extension Reading {
    /// How the temperature of each dispute went over these days, as known at the instant.
    fileprivate func temperatures(in days: ClosedRange<Day>, knownAt instant: Instant?) throws
        -> [String: TemperatureCourse]
    {
        if instant == nil, let live, let courses = try legible({ try live.temperatures(in: days) }) {
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
