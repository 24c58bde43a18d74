/// A moment in UTC, to the millisecond, without leap seconds.
package struct Instant: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int

    /// The length of every day: 24 hours, since there are no leap seconds.
    package static let millisecondsPerDay = 86_400_000

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Reads `YYYY-MM-DDThh:mm:ss.sssZ`, the form of `recordedAt`, and no other form.
    package init?(_ text: String) {
        guard let instant = text.withBytes({ Instant($0, of: $1) }) else { return nil }
        self = instant
    }

    init(day: Day, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
        milliseconds =
            day.number * Self.millisecondsPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
    }

    /// The day in UTC.
    package var day: Day {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsPerDay)
        return Day(number: remainder < 0 ? quotient - 1 : quotient)
    }

    /// What a clock shows at this instant in the zones that are furthest ahead of UTC, by 14 hours. No place on earth has
    /// a later date.
    package var inEarliestZone: Instant { Instant(milliseconds: milliseconds + 14 * 3_600_000) }

    /// Hours, minutes, seconds and milliseconds since the day began.
    package var clock: (hour: Int, minute: Int, second: Int, millisecond: Int) {
        let rest = milliseconds - day.start.milliseconds
        return (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
    }
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant: CustomStringConvertible {
    /// The instant as `YYYY-MM-DDThh:mm:ss.sssZ`, the form of `recordedAt`.
    package var description: String {
        // An instant outside the calendar is written as the nearest instant within it.
        guard day.isInCalendar else {
            return (day < Day(number: 0) ? day.nearest.start : day.nearest.end).description
        }
        let (hour, minute, second, millisecond) = clock
        return
            "\(day)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)).\(padded(millisecond, 3))Z"
    }
}
