/// A day of the proleptic Gregorian calendar, in UTC; years 0000 to 9999.
package struct Day: Hashable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int

    package init(number: Int) { self.number = number }

    /// nil where the calendar does not have this day.
    package init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.length(year: year, month: month)
        else { return nil }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `YYYY-MM-DD` and no other form.
    package init?(_ text: some StringProtocol) {
        guard let day = String(text).withBytes({ Day($0, of: $1) }) else { return nil }
        self = day
    }

    /// The number of days in a month.
    package static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The numbers of 0000-01-01 to 9999-12-31.
    private static let calendar = -719_528...2_932_896
    /// The last day of the calendar, 9999-12-31.
    package static let last = Day(number: calendar.upperBound)

    /// The day can be written: its year has four digits.
    package var isInCalendar: Bool { Self.calendar.contains(number) }

    /// Year, month and day. Arithmetic can give a day outside the calendar: then this is the nearest day within it,
    /// so that no year in any output has more than four digits.
    package var civil: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, as above, civil_from_days.
        let shifted = nearest.number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day itself, or the nearest day of the calendar.
    var nearest: Day { Day(number: min(max(number, Self.calendar.lowerBound), Self.calendar.upperBound)) }

    /// Monday is 1, Sunday 7 (ISO 8601).
    package var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// The first millisecond of the day.
    package var start: Instant { Instant(milliseconds: number * Instant.millisecondsPerDay) }
    /// The last millisecond of the day.
    package var end: Instant { Instant(milliseconds: (number + 1) * Instant.millisecondsPerDay - 1) }

    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
    package static func - (left: Day, right: Day) -> Int { left.number - right.number }
}

extension Day: Comparable {
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
    /// The day as `YYYY-MM-DD`; a day outside the calendar is written as the nearest day within it.
    package var description: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

/// The value of exactly `digits` ASCII digits; nil for anything else, and for more than 18 digits, which could
/// overflow.
func decimal(_ bytes: some Collection<UInt8>, digits: Int) -> Int? {
    guard bytes.count == digits, digits <= 18 else { return nil }
    var value = 0
    for byte in bytes {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return value
}

/// The number with leading zeros to a width.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
