import DisputeModel

extension Phrases {
    /// `7 days`, `1 day`; `8+ days` if the true duration may be longer.
    package static func span(days: Int, orMore: Bool = false) -> String {
        orMore ? "\(grouped(days))+ days" : count(days, "day")
    }

    /// How long nothing has happened: in days up to two years, then in whole years of 365.25 days: `13 days`, `3 years`.
    static func silence(days: Int) -> String {
        days < 730 ? span(days: days) : count(days * 4 / 1461, "year")
    }

    /// The distance from today: `today`, `1 day ago`, `7 days ago`, `in 4 days`.
    package func distance(_ day: Day) -> String {
        switch today - day {
        case 0: "today"
        case let days where days > 0: "\(Self.span(days: days)) ago"
        case let days: "in \(Self.span(days: -days))"
        }
    }

    /// `1 event`, `3 events`, `8,000 events`, `0 replies`.
    ///
    /// - Parameters:
    ///   - number: how many there are.
    ///   - one: the noun in the singular.
    ///   - many: the plural; nil if it is the singular with an added `s`.
    package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `8,000`, `-1,000,000`, `999`.
    package static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + digits + groups.map { "," + $0 }.joined()
    }
}
