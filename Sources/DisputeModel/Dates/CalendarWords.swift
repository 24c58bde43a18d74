// The words of the calendar, in English.

/// 1 to 7 for a weekday's name, or its beginning of three letters or more.
func namedWeekday(_ word: String) -> Int? {
    place(
        of: word, in: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}

/// 1 to 12 for a month's name, or its beginning of three letters or more.
func namedMonth(_ word: String) -> Int? {
    place(
        of: word,
        in: [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ])
}

/// 1 to 31 for `10`, `10th`, `1st`.
func dayOfMonth(_ word: String) -> Int? {
    let digits = word.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...2).contains(digits.count), let number = decimal(digits, digits: digits.count),
        (1...31).contains(number), ["", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
    else { return nil }
    return number
}

private func place(of word: String, in names: [String]) -> Int? {
    let word = word.last == "." ? word.dropLast() : word[...]
    guard word.utf8.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
}

/// A number of days, weeks, months or years.
struct Amount {
    let number: Int
    let unit: Unit

    enum Unit { case day, week, month, year }
}

/// `3 days`, `a week`, `two months`, `7d`.
func amount(_ words: [String]) -> Amount? {
    if words.count == 1, let word = words.first, let unit = word.last.flatMap({ units[String($0)] }) {
        return number(String(word.dropLast())).map { Amount(number: $0, unit: unit) }
    }
    guard words.count == 2, let number = number(words[0]) ?? numberWords[words[0]], let unit = units[words[1]]
    else { return nil }
    return Amount(number: number, unit: unit)
}

/// At most four digits: nobody means a larger amount.
private func number(_ word: String) -> Int? {
    (1...4).contains(word.utf8.count) ? decimal(word.utf8, digits: word.utf8.count) : nil
}

private let numberWords = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
]

private let units: [String: Amount.Unit] = [
    "d": .day, "day": .day, "days": .day, "w": .week, "week": .week, "weeks": .week,
    "m": .month, "month": .month, "months": .month, "y": .year, "year": .year, "years": .year,
]

/// A part of a month or a year, in words.
enum MonthPart {
    case early, mid, late

    /// Of a month: the 1st to 10th, the 10th to 20th, or the 20th to the last day. Of a year: four months.
    func part(of period: SpokenPeriod) -> SpokenPeriod {
        let first = period.first
        if case .year(let year) = period {
            let (begin, end) = [MonthPart.early: (1, 4), .mid: (5, 8), .late: (9, 12)][self, default: (1, 12)]
            return .days(
                SpokenPeriod.month(year: year, month: begin).first,
                SpokenPeriod.month(year: year, month: end).last)
        }
        switch self {
        case .early: return .days(first, first + 9)
        case .mid: return .days(first + 9, first + 19)
        case .late: return .days(first + 19, period.last)
        }
    }
}

let thirds: [String: MonthPart] = [
    "early": .early, "beginning": .early, "start": .early, "mid": .mid, "middle": .mid, "late": .late,
    "end": .late,
]
