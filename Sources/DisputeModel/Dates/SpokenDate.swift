/// Reads dates as people type them: `yesterday`, `mon`, `10 nov`, `late september`, `by 10 nov`, `tue 14:30`.
///
/// A date may leave the year or the week open. Then it is searched from the anchor: `.past` gives the latest such
/// day, which may be the anchor itself; `.future` the next one; `.near` the one closest to the anchor, but none after
/// `last`. The anchor is today, or another day if one is given: a date that follows from an act is counted from the
/// act. `today`, `yesterday` and `tomorrow` always refer to the clock. The current day is an argument: nothing here
/// reads the clock.
package enum SpokenDate {
    /// Where to search for a date that could be in many years or weeks. `last` is the last day that can be meant.
    package enum Direction: Sendable, Equatable { case past, future, near(last: Day) }

    /// The typed date as section 2 of the rules writes it; nil where it is not understood.
    ///
    /// | typed on 11 November 2021 | is |
    /// | --- | --- |
    /// | `2021-08/2021-11-10`, or any other EDTF | itself |
    /// | `thu`, `last thu` | `2021-11-11`, `2021-11-04` |
    /// | `3 days ago`, `2 months ago` | `2021-11-08`, `2021-09` |
    /// | `late september` | `2021-09-20/2021-09-30` |
    /// | `by 10 nov`, `before 10 nov` | `../2021-11-10`, `../2021-11-09` |
    /// | `since 10 nov`, `after 10 nov` | `2021-11-10/..`, `2021-11-11/..` |
    /// | `between 8 and 10 nov` | `2021-11-08/2021-11-10` |
    /// | `about 10 nov`, `perhaps 10 nov` | `2021-11-10~`, `2021-11-10?` |
    /// | `yesterday 17:30` | `2021-11-10T17:30+01:00` |
    ///
    /// - Parameters:
    ///   - words: the date as typed, in any case.
    ///   - today: the current day of the local clock.
    ///   - direction: where to search for a date that leaves the year or the week open.
    ///   - anchor: the day from which to search; `today` when not given.
    ///   - minutesEast: the offset from UTC in minutes when the local clock shows a minute of a day. In a zone with
    ///     summer time some times have two offsets, of which the caller chooses one, and some have none: then it
    ///     returns nil.
    package static func edtf(
        _ words: String, today: Day, towards direction: Direction = .past, from anchor: Day? = nil,
        minutesEast: (_ day: Day, _ minute: Int) -> Int?
    ) -> EDTF? {
        guard let date = read(words, today, direction, anchor ?? today, minutesEast), date.isInCalendar else {
            return nil
        }
        return date
    }

    private static func read(
        _ words: String, _ today: Day, _ direction: Direction, _ anchor: Day,
        _ minutesEast: (_ day: Day, _ minute: Int) -> Int?
    ) -> EDTF? {
        let words = spokenWords(words)
        if words.count == 1, let written = EDTF(words[0].uppercased()) { return written }
        let reader = SpokenPeriodReader(today: today, anchor: anchor, direction: direction)
        if let instant = instant(words, reader, minutesEast) { return instant }
        return text(words, reader).flatMap { EDTF($0) }
    }

    /// The same for a clock with a fixed offset from UTC, in minutes.
    package static func edtf(
        _ words: String, today: Day, towards direction: Direction = .past, minutesEast: Int
    ) -> EDTF? {
        edtf(words, today: today, towards: direction) { _, _ in minutesEast }
    }

    /// The single day that was meant: the last day of a longer period; but today, where the past is meant and the
    /// period is not over. nil where the words are not understood, or say more than a day (`about`, `since`, an
    /// hour).
    package static func day(
        _ words: String, today: Day, towards direction: Direction = .future, from anchor: Day? = nil
    ) -> Day? {
        var words = spokenWords(words)[...]
        let reader = SpokenPeriodReader(today: today, anchor: anchor ?? today, direction: direction)
        let isBefore = words.first == "before"
        if isBefore || words.first.map(untilWords.contains) == true { words.removeFirst() }
        guard let reading = reader.read(Array(words)) else { return nil }
        let period = reading.period
        let isUnderWay = direction == .past && period.first <= today
        let day =
            isBefore
            ? (reading.day ?? period.first) - 1
            : reading.day ?? (isUnderWay ? min(period.last, today) : period.last)
        return day.isInCalendar ? day : nil
    }

    private static let untilWords: Set<String> = ["by", "until", "till"]

    private static func text(_ words: [String], _ reader: SpokenPeriodReader) -> String? {
        if let range = range(words, reader) { return range }
        guard let first = words.first else { return nil }
        let rest = Array(words.dropFirst())
        switch first {
        case _ where untilWords.contains(first): return marked(rest, reader).map { "../\($0.end)" }
        case "before": return reader.read(rest)?.period.before.map { "../\($0)" }
        case "since": return marked(rest, reader).map { "\($0.start)/.." }
        case "after": return reader.read(rest)?.period.after.map { "\($0)/.." }
        default: return marked(words, reader)?.text
        }
    }

    /// A period that may be marked as approximate or uncertain.
    private static func marked(_ words: [String], _ reader: SpokenPeriodReader) -> MarkedPeriod? {
        guard let first = words.first else { return nil }
        if let mark = markWords[first] {
            return reader.read(Array(words.dropFirst())).map { MarkedPeriod(period: $0.period, mark: mark) }
        }
        if let last = words.last, let mark = last.last, "?~%".contains(mark) {
            let plain = words.dropLast() + (last.count > 1 ? [String(last.dropLast())] : [])
            return reader.read(Array(plain)).map { MarkedPeriod(period: $0.period, mark: String(mark)) }
        }
        return reader.read(words).map { MarkedPeriod(period: $0.period, mark: "") }
    }

    private static let markWords = [
        "about": "~", "around": "~", "circa": "~", "ca": "~", "ca.": "~", "c.": "~", "approximately": "~",
        "roughly": "~",
        "perhaps": "?", "maybe": "?", "possibly": "?", "probably": "?",
    ]

    /// `between X and Y`, `from X to Y`, `X to Y`.
    private static func range(_ words: [String], _ reader: SpokenPeriodReader) -> String? {
        guard let first = words.first else { return nil }
        let isBetween = first == "between"
        let words = isBetween || first == "from" ? Array(words.dropFirst()) : words
        guard let link = words.firstIndex(where: { isBetween ? $0 == "and" : rangeWords.contains($0) }) else {
            return first == "from" ? marked(words, reader).map { "\($0.start)/.." } : nil
        }
        let left = Array(words[..<link])
        let right = Array(words[(link + 1)...])
        // `8 to 10 nov`: each side takes what it lacks from the other.
        return reader.read(from: borrowing(left, from: right), to: borrowing(right, from: left))
            .map { "\($0.start)/\($0.end)" }
    }

    private static let rangeWords: Set<String> = ["to", "until", "till", "-"]

    private static func borrowing(_ words: [String], from other: [String]) -> [String] {
        guard words.count == 1, let word = words.first, dayOfMonth(word) != nil,
            let place = other.firstIndex(where: { dayOfMonth($0) != nil })
        else { return words }
        var lent = other
        lent[place] = word
        return lent
    }

    /// A day and a time, in either order. A time alone is on the day from which the search starts.
    private static func instant(
        _ words: [String], _ reader: SpokenPeriodReader, _ minutesEast: (Day, Int) -> Int?
    ) -> EDTF? {
        let plain = words.filter { $0 != "at" }
        guard let index = plain.firstIndex(where: { SpokenTime($0) != nil }),
            let time = SpokenTime(plain[index])
        else { return nil }
        var rest = plain
        rest.remove(at: index)
        var zone = time.zone
        if zone == nil, index < rest.count, let named = SpokenTime.zones[rest[index]] {
            zone = named
            rest.remove(at: index)
        }
        guard case .day(let day)? = rest.isEmpty ? .day(reader.anchor) : reader.read(rest)?.period else {
            return nil
        }
        guard let zone = zone ?? minutesEast(day, time.minute).map(SpokenTime.zone) else { return nil }
        return EDTF("\(day)T\(time.text)\(zone)")
    }
}

/// A period with EDTF's mark: `~` for about, `?` for perhaps, `%` for both.
private struct MarkedPeriod {
    let period: SpokenPeriod
    let mark: String

    var start: String { period.start + mark }
    var end: String { period.end + mark }
    var text: String { period.start == period.end ? start : "\(start)/\(end)" }
}

/// The words in lower case, without commas and filler words; `mid-september` and `8-10 nov` are split.
private func spokenWords(_ text: String) -> [String] {
    var words: [String] = []
    let plain = text.lowercased().split { $0.isWhitespace || $0 == "," }
    for word in plain where !["the", "of", "on"].contains(word) {
        let parts = word.split(whereSeparator: { $0 == "-" || $0 == "–" })
        if parts.count == 2, parts[0] == "mid" || parts.allSatisfy({ dayOfMonth(String($0)) != nil }) {
            words += parts[0] == "mid" ? parts.map(String.init) : [String(parts[0]), "-", String(parts[1])]
        } else {
            words.append(word == "–" ? "-" : String(word))
        }
    }
    return words
}
