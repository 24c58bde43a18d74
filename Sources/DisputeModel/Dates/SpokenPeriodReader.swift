/// Finds the period that words name, relative to a day.
struct SpokenPeriodReader {
    /// What `today`, `yesterday` and `tomorrow` mean.
    let today: Day
    /// The day from which all other dates are searched.
    let anchor: Day
    let direction: SpokenDate.Direction

    /// The day from which `in 3 days`, `next week` and the like are counted. With `.near` that is today: a user who
    /// corrects a date to `3 days ago` counts from now.
    private var start: Day { if case .near = direction { today } else { anchor } }

    /// What words were understood to mean.
    struct Reading {
        let period: SpokenPeriod
        /// The words left the year, the month or the week open.
        var isFloating = false
        /// The day to use where a single day is wanted; nil for the last day of the period.
        var day: Day?
    }

    func read(_ words: [String]) -> Reading? {
        guard let first = words.first, let last = words.last else { return nil }
        let rest = Array(words.dropFirst())
        if rest.isEmpty { return single(first) }
        if last == "ago" { return amount(Array(words.dropLast())).flatMap { ago($0) } }
        if last == "hence" { return amount(Array(words.dropLast())).flatMap { ahead($0) } }
        if first == "in" { return amount(rest).flatMap { ahead($0) } ?? read(rest) }
        if rest == ["before", "yesterday"] { return first == "day" ? day(today - 2) : nil }
        if rest == ["after", "tomorrow"] { return first == "day" ? day(today + 2) : nil }
        if let step = ["last": -1, "this": 0, "next": 1][first], let word = rest.first, rest.count == 1 {
            return relative(word, step: step)
        }
        if let third = thirds[first] { return self.third(third, of: rest) }
        if let counted = amount(words) { return ahead(counted) }
        if let weekday = namedWeekday(first) {
            // The weekday must match the date: `Thu 18 Nov 2021`.
            guard let reading = read(rest), case .day(let day) = reading.period, day.weekday == weekday else {
                return nil
            }
            return reading
        }
        return calendar(words)
    }

    /// Reads two dates, of which one may supply what the other leaves open. If the first is open, it is the latest
    /// such date before the second. If the second is open, it is the next such date after the first.
    func read(from left: [String], to right: [String]) -> (start: String, end: String)? {
        guard var start = read(left), var end = read(right) else { return nil }
        if end.isFloating, !start.isFloating || direction == .future {
            end = Self(today: today, anchor: start.period.first, direction: .future).read(right) ?? end
        } else if start.isFloating {
            start = Self(today: today, anchor: end.period.last, direction: .past).read(left) ?? start
        }
        guard start.period.first <= end.period.last else { return nil }
        return (start.period.start, end.period.end)
    }

    private func single(_ word: String) -> Reading? {
        switch word {
        case "today": return day(today)
        case "yesterday": return day(today - 1)
        case "tomorrow": return day(today + 1)
        default: break
        }
        if let written = EDTF(word) { return Reading(written) }
        if let weekday = namedWeekday(word) {
            let since = (anchor.weekday - weekday + 7) % 7
            let (past, future) = (anchor - since, anchor + (7 - since))
            switch direction {
            case .past: return day(past, isFloating: true)
            case .future: return day(future, isFloating: true)
            case .near: return closest([past - 7, past, future].map { .day($0) })
            }
        }
        if let month = namedMonth(word) { return period(month: month) }
        // A number alone is ambiguous; `10th` is a day.
        if let number = dayOfMonth(word), word.utf8.last.map({ $0 > UInt8(ascii: "9") }) == true {
            return day(number, month: nil, year: nil)
        }
        if let dotted = dotted(word) { return dotted }
        return amount([word]).flatMap { ahead($0) }
    }

    /// `10.11.2021` and `10.11.`: with full stops the day comes first.
    private func dotted(_ word: String) -> Reading? {
        var parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let day = dayOfMonth(String(parts[0])), let month = Int(parts[1]) else {
            return nil
        }
        let last = parts.removeLast()
        let year = decimal(last.utf8, digits: 4)
        guard last.isEmpty || year != nil else { return nil }
        return self.day(day, month: month, year: year)
    }

    /// `10 nov`, `nov 10th 2021`, `november 2021`.
    private func calendar(_ words: [String]) -> Reading? {
        var words = words
        var year: Int?
        if words.count > 1, let last = words.last, let number = decimal(last.utf8, digits: 4) {
            year = number
            words.removeLast()
        }
        switch words.count {
        case 1: return namedMonth(words[0]).flatMap { period(month: $0, year: year) }
        case 2:
            if let day = dayOfMonth(words[0]), let month = namedMonth(words[1]) {
                return self.day(day, month: month, year: year)
            }
            if let month = namedMonth(words[0]), let day = dayOfMonth(words[1]) {
                return self.day(day, month: month, year: year)
            }
            return nil
        default: return nil
        }
    }

    /// `last monday`, `this week`, `next year`, `last september`.
    private func relative(_ word: String, step: Int) -> Reading? {
        let (year, month, _) = start.civil
        switch word {
        case "week":
            let monday = start - (start.weekday - 1) + 7 * step
            return Reading(period: .days(monday, monday + 6))
        case "month": return shifted(months: step)
        case "year": return shifted(years: step)
        default: break
        }
        if let weekday = namedWeekday(word) {
            let since = (start.weekday - weekday + 7) % 7
            switch step {
            case -1: return day(start - (since == 0 ? 7 : since))
            case 1: return day(start + (7 - since))
            default: return day(start + (weekday - start.weekday))
            }
        }
        guard let named = namedMonth(word) else { return nil }
        switch step {
        case -1: return period(month: named, year: named < month ? year : year - 1)
        case 1: return period(month: named, year: named > month ? year : year + 1)
        default: return period(month: named, year: year)
        }
    }

    /// `late september`, `mid 2021`, `end of last month`.
    private func third(_ third: MonthPart, of words: [String]) -> Reading? {
        // Without a year, the third of the month decides which year is meant, not the whole month: on 11 November
        // this year's `late november` has not begun.
        if words.count == 1, let month = namedMonth(words[0]) {
            return floating { year in
                self.period(month: month, year: year).map { third.part(of: $0.period) }
            }
        }
        guard let reading = read(words) else { return nil }
        switch reading.period {
        case .month, .year: return Reading(period: third.part(of: reading.period))
        case .day, .days: return nil
        }
    }

    private func period(month: Int, year: Int? = nil) -> Reading? {
        if let year {
            return (0...9999).contains(year) ? Reading(period: .month(year: year, month: month)) : nil
        }
        return floating { .month(year: $0, month: month) }
    }

    private func day(_ number: Int, month: Int?, year: Int?) -> Reading? {
        if let month, let year { return Day(year: year, month: month, day: number).flatMap { day($0) } }
        if let month { return floating { Day(year: $0, month: month, day: number).map { .day($0) } } }
        // There is no month either: use the nearest month that has such a day.
        let (thisYear, thisMonth, _) = anchor.civil
        let months = steps(3).map { thisYear * 12 + thisMonth - 1 + $0 }
        return closest(months.map { Day(year: $0 / 12, month: $0 % 12 + 1, day: number).map { .day($0) } })
    }

    /// The period in the year that the direction asks for. Eight years each way are enough: 29 February is never
    /// further away.
    private func floating(_ period: (_ year: Int) -> SpokenPeriod?) -> Reading? {
        let year = anchor.civil.year
        return closest(steps(8).map { period(year + $0) })
    }

    /// Offsets from the year or month of the anchor, in the order in which they are tried.
    private func steps(_ count: Int) -> [Int] {
        switch direction {
        case .past: (0...count).map { -$0 }
        case .future: Array(0...count)
        case .near: Array(-count...count)
        }
    }

    /// Chooses among periods in order: for `.past` the first that has begun, for `.future` the first that is not
    /// over, for `.near` the closest to the anchor that may be meant.
    private func closest(_ periods: [SpokenPeriod?]) -> Reading? {
        let periods = periods.compactMap { $0 }
        let found =
            switch direction {
            case .past: periods.first { $0.first <= anchor }
            case .future: periods.first { $0.last >= anchor }
            case .near(let last):
                periods.filter { $0.first <= last }.min { distance(to: $0) < distance(to: $1) }
            }
        return found.map { Reading(period: $0, isFloating: true) }
    }

    private func distance(to period: SpokenPeriod) -> Int {
        max(period.first - anchor, anchor - period.last, 0)
    }

    private func ago(_ amount: Amount) -> Reading? {
        ahead(Amount(number: -amount.number, unit: amount.unit))
    }

    /// Days and weeks are counted exactly. `2 months ago` means a whole month, but `in 2 months` may be used as a due
    /// date: `day` is for that.
    private func ahead(_ amount: Amount) -> Reading? {
        switch amount.unit {
        case .day: return day(start + amount.number)
        case .week: return day(start + 7 * amount.number)
        case .month, .year:
            let months = amount.unit == .month
            guard var reading = months ? shifted(months: amount.number) : shifted(years: amount.number) else {
                return nil
            }
            let (_, month, day) = start.civil
            let (year, first, _) = reading.period.first.civil
            let sameMonth = months ? first : month
            reading.day = Day(
                year: year, month: sameMonth, day: min(day, Day.length(year: year, month: sameMonth)))
            return reading
        }
    }

    private func shifted(months: Int) -> Reading? {
        let (year, month, _) = start.civil
        let all = year * 12 + month - 1 + months
        return all < 0 ? nil : period(month: all % 12 + 1, year: all / 12)
    }

    private func shifted(years: Int) -> Reading? {
        let year = start.civil.year + years
        return (0...9999).contains(year) ? Reading(period: .year(year)) : nil
    }

    private func day(_ day: Day, isFloating: Bool = false) -> Reading? {
        day.isInCalendar ? Reading(period: .day(day), isFloating: isFloating) : nil
    }
}

extension SpokenPeriodReader.Reading {
    /// Reads a day, a month or a year in EDTF without a mark; nil for anything else.
    fileprivate init?(_ written: EDTF) {
        guard !written.isQualified, let day = written.earliest?.day else { return nil }
        let (year, month, _) = day.civil
        switch written.precision {
        case .day: period = .day(day)
        case .month: period = .month(year: year, month: month)
        case .year: period = .year(year)
        case .instant, .interval: return nil
        }
    }
}
