import DisputeModel

/// Days, dates and other text in English, as short as is unambiguous: the year is left out if it is today's.
///
/// Days are those of the UTC calendar, as in the rules.
package struct Phrases: Hashable, Sendable {
    /// The day to which dates and distances are relative.
    package let today: Day

    package init(today: Day) { self.today = today }

    /// `Thu 18 Nov 2021`: the complete date, for the head of a page.
    package static func day(_ day: Day) -> String {
        "\(weekday(day)) \(month(day)) \(year(day))"
    }

    /// `18 Nov`, `18 Nov 2019`.
    package func day(_ day: Day) -> String { Self.month(day) + otherYear(day) }

    /// `Mon 22 Nov`, `Mon 3 Jan 2022`: for coming dates.
    package func weekday(_ day: Day) -> String { "\(Self.weekday(day)) \(self.day(day))" }

    /// The start of a period in a narrow column: `15 Mar`; in another year `Mar 2018`.
    package func since(_ day: Day) -> String {
        isThisYear(day) ? Self.month(day) : "\(Self.monthName(day)) \(Self.year(day))"
    }

    func isThisYear(_ day: Day) -> Bool { day.civil.year == today.civil.year }

    private func otherYear(_ day: Day) -> String { isThisYear(day) ? "" : " \(Self.year(day))" }

    private static func weekday(_ day: Day) -> String {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
    }

    private static func month(_ day: Day) -> String { "\(day.civil.day) \(monthName(day))" }

    private static func monthName(_ day: Day) -> String { monthNames[day.civil.month - 1] }

    /// Four digits, so that the year 33 does not look like a day.
    private static func year(_ day: Day) -> Substring { day.description.prefix(4) }

    static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
