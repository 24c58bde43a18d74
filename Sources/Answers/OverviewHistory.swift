import DisputeModel

/// All disputes at once: where each stands, and how its temperature came there.
package struct OverviewHistory: Sendable {
    /// With the openings, the causes of the phases, and what is late.
    package let overview: Overview
    /// The days over which the temperatures are followed; the last is the one asked about.
    package let days: ClosedRange<Day>
    /// By dispute.
    package let courses: [String: TemperatureCourse]

    package init(overview: Overview, days: ClosedRange<Day>, courses: [String: TemperatureCourse]) {
        self.overview = overview
        self.days = days
        self.courses = courses
    }

    /// A year back: what is said of one dispute can be compared with what is said of another.
    package static func days(before day: Day) -> ClosedRange<Day> { day - 365...day }
}

extension Obligations.Item {
    /// Past a date, or due today.
    package var isLate: Bool {
        switch owed.timeliness {
        case .overdue, .dueToday, .softOverdue: true
        case .notDue, .noDate, nil: false
        }
    }
}
