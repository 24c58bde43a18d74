/// Section 2, by counting: days are whole numbers since 1970-01-01, instants whole milliseconds since then.
enum PlainDates {
    static let millisecondsPerDay = 86_400_000

    // MARK: The calendar

    static func isLeap(_ year: Int) -> Bool {
        if year % 400 == 0 { return true }
        if year % 100 == 0 { return false }
        return year % 4 == 0
    }

    static func daysInYear(_ year: Int) -> Int { isLeap(year) ? 366 : 365 }

    static func daysInMonth(_ year: Int, _ month: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Days from 1970-01-01, year by year and month by month.
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        var number = day - 1
        var earlierMonth = 1
        while earlierMonth < month {
            number += daysInMonth(year, earlierMonth)
            earlierMonth += 1
        }
        var walked = 1970
        while walked < year {
            number += daysInYear(walked)
            walked += 1
        }
        while walked > year {
            walked -= 1
            number -= daysInYear(walked)
        }
        return number
    }

    /// The UTC day in which an instant lies.
    static func day(of instant: Int) -> Int {
        var rest = instant % millisecondsPerDay
        if rest < 0 { rest += millisecondsPerDay }
        return (instant - rest) / millisecondsPerDay
    }

    /// `YYYY-MM-DD`.
    static func text(day: Int) -> String {
        var year = 1970
        var rest = day
        while rest < 0 {
            year -= 1
            rest += daysInYear(year)
        }
        while rest >= daysInYear(year) {
            rest -= daysInYear(year)
            year += 1
        }
        var month = 1
        while rest >= daysInMonth(year, month) {
            rest -= daysInMonth(year, month)
            month += 1
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(rest + 1, 2))"
    }

    /// `YYYY-MM-DDThh:mm:ss.sssZ`.
    static func text(instant: Int) -> String {
        let day = day(of: instant)
        let rest = instant - day * millisecondsPerDay
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { digits($0, 2) }
        return "\(text(day: day))T\(clock.joined(separator: ":")).\(digits(rest % 1000, 3))Z"
    }

    static func digits(_ number: Int, _ width: Int) -> String {
        var text = String(number)
        while text.count < width { text = "0" + text }
        return text
    }

    // MARK: Reading

    /// Reads `YYYY-MM-DD`.
    static func readDay(_ text: String) -> Int? {
        guard let (first, last) = readDate(text), text.count == 10, last > first else { return nil }
        return day(of: first)
    }

    /// Reads `YYYY-MM-DDThh:mm:ss.sssZ`, the form of `recordedAt` (section 1).
    static func readInstant(_ text: String) -> Int? {
        guard text.count == 24, text.hasSuffix("Z") else { return nil }
        let halves = text.dropLast().split(separator: ".").map(String.init)
        guard halves.count == 2, let milliseconds = Int(halves[1]), let begin = readTime(halves[0] + "Z")
        else { return nil }
        return begin.first + milliseconds
    }

    /// The first and the last instant that a date allows; nil where its beginning, or its end, is open or unknown.
    struct Span: Equatable {
        var earliest: Int?
        var latest: Int?

        /// "Its own place is its earliest instant; where the beginning is open or unknown, the first instant of the
        /// last day that it allows."
        var ownPlace: Int? {
            if let earliest { return earliest }
            guard let latest else { return nil }
            return PlainDates.day(of: latest) * PlainDates.millisecondsPerDay
        }
    }

    /// Reads an `occurred` (section 2).
    static func read(_ text: String) -> Span? {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if sides.count == 1 {
            guard let (first, last) = readDate(text) ?? readTime(text) else { return nil }
            return Span(earliest: first, latest: last)
        }
        guard sides.count == 2 else { return nil }
        var span = Span(earliest: nil, latest: nil)
        if sides[0] != "", sides[0] != ".." {
            guard let date = readDate(sides[0]) else { return nil }
            span.earliest = date.first
        }
        if sides[1] != "", sides[1] != ".." {
            guard let date = readDate(sides[1]) else { return nil }
            span.latest = date.last
        }
        return span.earliest == nil && span.latest == nil ? nil : span
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, "each may end in `?`, `~` or `%`", which never change the place.
    private static func readDate(_ text: String) -> (first: Int, last: Int)? {
        var text = text
        if let mark = text.last, "?~%".contains(mark) { text.removeLast() }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.map(\.count) == Array([4, 2, 2].prefix(parts.count)) else { return nil }
        let numbers = parts.compactMap { $0.allSatisfy(\.isWholeNumber) ? Int($0) : nil }
        guard numbers.count == parts.count, let year = numbers.first else { return nil }
        if numbers.count > 1, !(1...12).contains(numbers[1]) { return nil }
        if numbers.count > 2, !(1...daysInMonth(year, numbers[1])).contains(numbers[2]) { return nil }

        let firstDay: Int
        let dayAfter: Int
        switch numbers.count {
        case 1:
            firstDay = dayNumber(year, 1, 1)
            dayAfter = firstDay + daysInYear(year)
        case 2:
            firstDay = dayNumber(year, numbers[1], 1)
            dayAfter = firstDay + daysInMonth(year, numbers[1])
        default:
            firstDay = dayNumber(year, numbers[1], numbers[2])
            dayAfter = firstDay + 1
        }
        return (firstDay * millisecondsPerDay, dayAfter * millisecondsPerDay - 1)
    }

    /// `YYYY-MM-DDThh:mm[:ss]` with `Z` or `±hh:mm`: the whole of the minute or second that is written.
    private static func readTime(_ text: String) -> (first: Int, last: Int)? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2, halves[0].count == 10, let date = readDate(halves[0]) else { return nil }

        var clock = halves[1]
        var minutesEast = 0
        if clock.hasSuffix("Z") {
            clock.removeLast()
        } else {
            let zone = clock.suffix(6)
            guard zone.count == 6, let sign = zone.first, "+-".contains(sign) else { return nil }
            let numbers = zone.dropFirst().split(separator: ":").compactMap { Int($0) }
            guard numbers.count == 2 else { return nil }
            minutesEast = (numbers[0] * 60 + numbers[1]) * (sign == "-" ? -1 : 1)
            clock.removeLast(6)
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.compactMap { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == parts.count, numbers.count == 2 || numbers.count == 3,
            numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }

        // What the clock shows in the east is there already when UTC has still to reach it.
        let minute = numbers[0] * 60 + numbers[1] - minutesEast
        let second = numbers.count == 3 ? numbers[2] : 0
        let first = date.first + minute * 60_000 + second * 1000
        return (first, first + (numbers.count == 3 ? 999 : 59_999))
    }
}
