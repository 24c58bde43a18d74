/// A time that has a name: a day, a month, a year, or days in a row.
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

    /// How EDTF writes its beginning, no finer than it was said.
    var start: String { written ?? first.description }
    /// How EDTF writes its end.
    var end: String { written ?? last.description }

    /// What ends just before it, as fine as itself: the month before a month.
    var before: String? {
        switch self {
        case .day, .days: written(first - 1)
        case .month, .year: (first - 1).isInCalendar ? same(around: first - 1).written : nil
        }
    }

    /// What begins just after it.
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

/// Its month is one of the calendar's, and its year is between 0 and 9999; otherwise the calendar's first day.
private func firstOf(_ year: Int, _ month: Int) -> Day {
    Day(year: year, month: month, day: 1) ?? Day(number: 0)
}
