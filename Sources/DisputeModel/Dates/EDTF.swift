/// When something happened, as precisely as it is known: the part of EDTF (ISO 8601-2, level 1) that section 2 of the
/// rules accepts.
///
/// `2021`, `2021-11~`, `2021-11-10`, `2021-11-10T14:30+01:00`, `2021-08/2021-11-10`, `../2021-11-10`, `2021-09/`.
package struct EDTF: Hashable, Sendable {
    /// As it was written.
    package let text: String
    /// The first instant that it allows; nil where its beginning is open or unknown.
    package let earliest: Instant?
    /// The last instant that it allows; nil where its end is open or unknown.
    package let latest: Instant?
    /// How precisely the date is given; `interval` for every text with `/`.
    package let precision: Precision
    /// The text has a `?`, `~` or `%`, which is shown but not used in calculations.
    package let isQualified: Bool

    /// How precisely a date is given.
    package enum Precision: Sendable { case instant, day, month, year, interval }

    /// The place of an event with this date before replies are considered: the earliest instant, or, where that is
    /// open, the start of the last day that the date allows.
    package var ownPlace: Instant {
        // A date without a beginning is an interval with an open left side, so it has an end.
        earliest ?? latest.map { $0.day.start } ?? Instant(milliseconds: 0)
    }

    /// The date is a single day or a time of day, not a longer period.
    package var isToTheDay: Bool { precision == .day || precision == .instant }

    /// The date lies in the years 0000 to 9999 of UTC, as recorded dates must. A time close to either end may lie
    /// outside because of its zone. Older logs may have such dates: they are still read.
    package var isInCalendar: Bool {
        earliest?.day.isInCalendar ?? true && latest?.day.isInCalendar ?? true
    }

    /// The day from which dates that follow are counted, such as a time limit or a weekday. For a time this is the
    /// local day, as written.
    package var firstDay: Day { precision == .instant ? Day(text.prefix(10)) ?? ownPlace.day : ownPlace.day }

    /// nil where `text` is not a date that section 2 accepts.
    package init?(_ text: String) {
        self.text = text
        // Most dates are a day.
        if let day = Day(text) {
            (earliest, latest) = (day.start, day.end)
            (precision, isQualified) = (.day, false)
        } else if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
            let left = Side(text[..<slash])
            let right = Side(text[text.utf8.index(after: slash)...])
            switch (left, right) {
            case (.date(let a), .date(let b)):
                // The start must not certainly be later than the end: `2021-11/2021-11-10` is accepted.
                guard a.first <= b.last else { return nil }
                (earliest, latest) = (a.first, b.last)
                isQualified = a.isQualified || b.isQualified
            case (.date(let a), .boundless):
                (earliest, latest) = (a.first, nil)
                isQualified = a.isQualified
            case (.boundless, .date(let b)):
                (earliest, latest) = (nil, b.last)
                isQualified = b.isQualified
            default: return nil
            }
            precision = .interval
        } else if let span = Span(text[...]) {
            (earliest, latest) = (span.first, span.last)
            (precision, isQualified) = (span.precision, span.isQualified)
        } else if let instant = Self.instant(text) {
            // Precise to the second or the minute, as written: `latest` is the last millisecond of it.
            (earliest, latest) = (instant.first, instant.last)
            (precision, isQualified) = (.instant, false)
        } else {
            return nil
        }
    }

    /// The date that is this day.
    package init(_ day: Day) {
        text = day.description
        (earliest, latest) = (day.start, day.end)
        (precision, isQualified) = (.day, false)
    }

    /// One side of an interval.
    private enum Side {
        case date(Span), boundless, wrong

        init(_ text: Substring) {
            if text.isEmpty || text == ".." {
                self = .boundless
            } else if let span = Span(text) {
                self = .date(span)
            } else {
                self = .wrong
            }
        }
    }

    /// A year, a month or a day, with or without a mark.
    private struct Span {
        let first: Instant
        let last: Instant
        let precision: Precision
        let isQualified: Bool

        init?(_ text: Substring) {
            var text = text
            isQualified = text.last.map { "?~%".contains($0) } ?? false
            if isQualified { text.removeLast() }
            let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            guard parts.count <= 3, let year = decimal(parts[0], digits: 4) else { return nil }
            let month = parts.count > 1 ? decimal(parts[1], digits: 2) : 1
            let day = parts.count > 2 ? decimal(parts[2], digits: 2) : 1
            guard let month, let day, let begin = Day(year: year, month: month, day: day) else { return nil }
            let lastMonth = parts.count > 1 ? month : 12
            let lastDay = parts.count > 2 ? day : Day.length(year: year, month: lastMonth)
            guard let end = Day(year: year, month: lastMonth, day: lastDay) else { return nil }
            (first, last) = (begin.start, end.end)
            precision = [.year, .month, .day][parts.count - 1]
        }
    }

    /// `YYYY-MM-DDThh:mm[:ss]` with `Z` or `±hh:mm`.
    private static func instant(_ text: String) -> (first: Instant, last: Instant)? {
        let bytes = Array(text.utf8)
        guard bytes.count > 16, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            let day = Day(text.prefix(10)),
            let hour = decimal(bytes[11..<13], digits: 2), hour < 24,
            let minute = decimal(bytes[14..<16], digits: 2), minute < 60
        else { return nil }
        var second = 0
        var rest = bytes[16...]
        let hasSeconds = rest.first == UInt8(ascii: ":")
        if hasSeconds {
            guard let value = decimal(rest.dropFirst().prefix(2), digits: 2), value < 60 else { return nil }
            second = value
            rest = rest.dropFirst(3)
        }
        guard let offset = minutesEast(Array(rest)) else { return nil }
        let local = Instant(day: day, hour: hour, minute: minute, second: second)
        let first = local.milliseconds - offset * 60_000
        return (
            Instant(milliseconds: first), Instant(milliseconds: first + (hasSeconds ? 999 : 59_999))
        )
    }

    private static func minutesEast(_ zone: [UInt8]) -> Int? {
        if zone == [UInt8(ascii: "Z")] { return 0 }
        guard zone.count == 6, zone[3] == UInt8(ascii: ":"),
            zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
            let hours = decimal(zone[1..<3], digits: 2), hours < 24,
            let minutes = decimal(zone[4..<6], digits: 2), minutes < 60
        else { return nil }
        return (zone[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }
}
