import DisputeModel

/// The ticks of the time axis, from hourly to every 1,000 years, as close together as their labels allow.
struct TimeTicks {
    let ticks: [Tick]

    struct Tick {
        let x: Double
        /// The label; nil if there is no room for it.
        let words: String?
    }

    private enum Step {
        case hours(Int), days(Int), weeks, months(Int), years(Int)

        static let all: [Step] = [
            .hours(1), .hours(3), .hours(6), .hours(12), .days(1), .days(2), .weeks, .months(1), .months(3),
            .months(6), .years(1), .years(2), .years(5), .years(10), .years(20), .years(50), .years(100),
            .years(500),
        ]

        var milliseconds: Int {
            let day = Instant.millisecondsPerDay
            return switch self {
            case .hours(let count): count * 3_600_000
            case .days(let count): count * day
            case .weeks: 7 * day
            case .months(let count): count * 30 * day
            case .years(let count): count * 365 * day
            }
        }
    }

    private static let distance = 72.0

    init(_ scale: TimeScale) {
        let step =
            Step.all.first { Double($0.milliseconds) * scale.density >= Self.distance } ?? .years(1000)
        var ticks: [Tick] = []
        var end = -Double.infinity
        for stretch in scale.stretches {
            // The end of the picture has its own label.
            if stretch.first == stretch.last, stretch.to == scale.to { continue }
            var year: Int?
            var moments = Self.moments(step, stretch)
            // Each stretch has at least a tick at its beginning.
            if moments.isEmpty { moments = [stretch.first] }
            for moment in moments {
                let day = Instant(milliseconds: moment).day
                let words = Self.words(
                    moments.count == 1 && moment == stretch.first ? .days(1) : step, moment,
                    withYear: day.civil.year != year)
                let x = scale.x(moment)
                let half = Typeface.width(words, size: 11) / 2
                let hasRoom = x - half > end + 8
                if hasRoom { (end, year) = (x + half, day.civil.year) }
                ticks.append(Tick(x: x, words: hasRoom ? words : nil))
            }
        }
        self.ticks = ticks
    }

    private static func moments(_ step: Step, _ stretch: TimeScale.Stretch) -> [Int] {
        switch step {
        case .hours, .days:
            return evenly(step.milliseconds, from: 0, stretch)
        case .weeks:
            // 5 January 1970 was a Monday, so weeks begin there.
            return evenly(step.milliseconds, from: 4 * Instant.millisecondsPerDay, stretch)
        case .months(let count):
            return firsts(of: count, stretch)
        case .years(let count):
            return firsts(of: 12 * count, stretch)
        }
    }

    private static func evenly(_ length: Int, from zero: Int, _ stretch: TimeScale.Stretch) -> [Int] {
        let past = (stretch.first - zero) % length
        let first = past == 0 ? stretch.first : stretch.first - past + (past > 0 ? length : 0)
        return Array(Swift.stride(from: first, through: stretch.last, by: length))
    }

    /// The first day of every `months`-th month, counted from the year 0.
    private static func firsts(of months: Int, _ stretch: TimeScale.Stretch) -> [Int] {
        let (year, month, _) = Instant(milliseconds: stretch.first).day.civil
        var number = (year * 12 + month - 1) / months * months
        var moments: [Int] = []
        while let day = Day(year: number / 12, month: number % 12 + 1, day: 1),
            day.start.milliseconds <= stretch.last
        {
            if day.start.milliseconds >= stretch.first { moments.append(day.start.milliseconds) }
            number += months
        }
        return moments
    }

    private static func words(_ step: Step, _ moment: Int, withYear: Bool) -> String {
        let instant = Instant(milliseconds: moment)
        let day = instant.day
        // `Phrases` adds the year to a day that is not in the year of `today`.
        let phrases = Phrases(today: withYear ? day + 366 : day)
        switch step {
        case .hours where instant != day.start: return Phrases.clock(instant)
        case .hours, .days, .weeks: return phrases.day(day)
        case .months:
            let name = Phrases.monthNames[day.civil.month - 1]
            return withYear ? "\(name) \(day.description.prefix(4))" : name
        case .years: return String(day.description.prefix(4))
        }
    }
}
