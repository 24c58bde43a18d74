/// A moment in UTC, to the millisecond, without leap seconds.
package struct Instant: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int

    /// The length of every day: 24 hours, since there are no leap seconds.
    package static let millisecondsPerDay = 86_400_000

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Reads `YYYY-MM-DDThh:mm:ss.sssZ`, the form of `recordedAt`, and no other form.
    package init?(_ text: String) {
        var text = text
        guard let instant = text.withUTF8({ Instant($0) }) else { return nil }
        self = instant
    }

    /// Reads the same form from UTF-8 bytes.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 24, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z"),
            let year = decimal(bytes[0..<4], digits: 4), let month = decimal(bytes[5..<7], digits: 2),
            let date = decimal(bytes[8..<10], digits: 2), let day = Day(year: year, month: month, day: date),
            let hour = decimal(bytes[11..<13], digits: 2), hour < 24,
            let minute = decimal(bytes[14..<16], digits: 2), minute < 60,
            let second = decimal(bytes[17..<19], digits: 2), second < 60,
            let millisecond = decimal(bytes[20..<23], digits: 3)
        else { return nil }
        self.init(day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
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
