import DisputeModel

/// All disputes at once: the status of each, and how its temperature developed.
package struct OverviewHistory: Sendable {
    /// The statuses. Its mentions are the openings, the causes of phases and peaks, the openers of late obligations,
    /// and the acts that set the dates ahead.
    package let overview: Overview
    /// The days that the temperature courses cover; the last is the day asked about.
    package let days: ClosedRange<Day>
    /// Temperature courses by dispute.
    package let courses: [String: TemperatureCourse]

    package init(overview: Overview, days: ClosedRange<Day>, courses: [String: TemperatureCourse]) {
        self.overview = overview
        self.days = days
        self.courses = courses
    }

    /// The year up to a day. All disputes are shown over the same days, so that their courses can be compared.
    package static func days(before day: Day) -> ClosedRange<Day> { day - 365...day }
}

extension Obligations.Item {
    /// Whether the date has passed or is today.
    package var isLate: Bool {
        switch owed.timeliness {
        case .overdue, .dueToday, .softOverdue: true
        case .notDue, .noDate, nil: false
        }
    }
}
