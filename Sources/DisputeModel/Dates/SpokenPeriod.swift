/// A period that people name: a day, a month, a year, or consecutive days.
enum SpokenPeriod: Equatable {
    case day(Day)
    case month(year: Int, month: Int)
    case year(Int)
    case days(Day, Day)

    var first: Day {
        switch self {
        case .day(let day), .days(let day, _): day
        case .month(let year, let month): firstOf(year, month)
        case .year(let year): firstOf(year, 1)
        }
    }

    var last: Day {
        switch self {
        case .day(let day), .days(_, let day): day
        case .month(let year, let month): firstOf(year, month) + (Day.length(year: year, month: month) - 1)
        case .year(let year): firstOf(year, 12) + 30
        }
    }

    /// The beginning in EDTF, no more precise than it was said.
    var start: String { written ?? first.description }
    /// The end in EDTF, no more precise than it was said.
    var end: String { written ?? last.description }

    /// The period just before this one, with the same precision: the month before a month. nil outside the calendar.
    var before: String? {
        switch self {
        case .day, .days: written(first - 1)
        case .month, .year: (first - 1).isInCalendar ? same(around: first - 1).written : nil
        }
    }

    /// The period just after this one, with the same precision; nil outside the calendar.
    var after: String? {
        switch self {
        case .day, .days: written(last + 1)
        case .month, .year: (last + 1).isInCalendar ? same(around: last + 1).written : nil
        }
    }

    private var written: String? {
        switch self {
        case .day(let day): day.description
        case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
        case .year(let year): padded(year, 4)
        case .days: nil
        }
    }

    private func written(_ day: Day) -> String? { day.isInCalendar ? day.description : nil }

    private func same(around day: Day) -> SpokenPeriod {
        let (year, month, _) = day.civil
        if case .month = self { return .month(year: year, month: month) }
        return .year(year)
    }
}

/// The first day of a month. Callers pass a month of 1 to 12 and a year of 0 to 9999; for others this is 1970-01-01.
private func firstOf(_ year: Int, _ month: Int) -> Day {
    Day(year: year, month: month, day: 1) ?? Day(number: 0)
}
