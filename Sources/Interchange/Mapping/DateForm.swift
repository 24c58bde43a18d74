import Casebook
import DisputeModel

/// A date that is put together of a row's cells: EDTF comes out, of as much as is known.
indirect enum DateForm {
    /// Without a month it is a year, without a day a month.
    case parts(year: Expression, month: Expression?, day: Expression?)
    case written(Expression, as: DatePattern)
    /// An interval; of the same date twice that date, of one that is unknown an open side.
    case interval(from: Expression, to: Expression)

    func text(_ reading: Reading) throws(RowFault) -> String? {
        switch self {
        case .parts(let year, let month, let day):
            guard let year = try number(year, reading, digits: 4) else { return nil }
            guard let month = try number(month, reading, digits: 2) else { return year }
            guard let day = try number(day, reading, digits: 2) else { return "\(year)-\(month)" }
            return "\(year)-\(month)-\(day)"
        case .written(let source, let pattern):
            guard let text = try source.text(reading) else { return nil }
            guard let date = pattern.read(text.trimmed) else {
                throw RowFault("\(quoted(text)) is no date that is written \(pattern.text).")
            }
            return date
        case .interval(let from, let to):
            switch (try from.text(reading), try to.text(reading)) {
            case (nil, nil): return nil
            case (let from?, nil): return "\(from)/"
            case (nil, let to?): return "/\(to)"
            case (let from?, let to?): return from == to ? from : "\(from)/\(to)"
            }
        }
    }

    private func number(_ part: Expression?, _ reading: Reading, digits: Int) throws(RowFault) -> String? {
        guard let text = try part?.text(reading) else { return nil }
        guard let number = Int(text.trimmed), number >= 0 else {
            throw RowFault("\(quoted(text)) is no part of a date.")
        }
        let short = String(number)
        return String(repeating: "0", count: max(0, digits - short.utf8.count)) + short
    }
}

/// How a date is written: `YYYYMMDD`, `D/M/YYYY`, `YYYY-MM-DD hh:mm:ss`.
///
/// `YYYY`, `MM`, `DD`, `hh`, `mm` and `ss` are so many digits, `M` and `D` one or two, and `MMM` the name of a month in
/// English or its first three letters. Everything else stands for itself. Times are UTC.
struct DatePattern {
    let text: String
    private let parts: [Part]

    private enum Part {
        case year, month, day, shortMonth, shortDay, monthName, hour, minute, second
        case mark(Character)
    }

    /// nil where no year is in it, or a day without a month, or minutes without hours.
    init?(_ text: String) {
        self.text = text
        let words: [(String, Part)] = [
            ("YYYY", .year), ("MMM", .monthName), ("MM", .month), ("DD", .day), ("M", .shortMonth),
            ("D", .shortDay),
            ("hh", .hour), ("mm", .minute), ("ss", .second),
        ]
        var parts: [Part] = []
        var rest = text[...]
        while let first = rest.first {
            if let (word, part) = words.first(where: { rest.hasPrefix($0.0) }) {
                parts.append(part)
                rest = rest.dropFirst(word.count)
            } else {
                parts.append(.mark(first))
                rest = rest.dropFirst()
            }
        }
        self.parts = parts
        var known: Set<Character> = []
        for part in parts {
            switch part {
            case .year: known.insert("y")
            case .month, .shortMonth, .monthName: known.insert("m")
            case .day, .shortDay: known.insert("d")
            case .hour: known.insert("h")
            case .minute: known.insert("n")
            case .second: known.insert("s")
            case .mark: break
            }
        }
        let isWhole = known.contains("y") && (!known.contains("d") || known.contains("m"))
        let hasTime = known.contains("h") || known.contains("n") || known.contains("s")
        guard isWhole, !hasTime || known.isSuperset(of: ["d", "h", "n"]) else { return nil }
    }

    /// EDTF; nil where the words are not written so.
    func read(_ words: String) -> String? {
        var rest = words[...]
        var (year, month, day, time, seconds) = ("", "", "", [String](), "")
        for part in parts {
            switch part {
            case .year: guard let found = digits(&rest, 4...4) else { return nil }; year = found
            case .month: guard let found = digits(&rest, 2...2) else { return nil }; month = found
            case .day: guard let found = digits(&rest, 2...2) else { return nil }; day = found
            case .shortMonth: guard let found = digits(&rest, 1...2) else { return nil }; month = found
            case .shortDay: guard let found = digits(&rest, 1...2) else { return nil }; day = found
            case .hour, .minute:
                guard let found = digits(&rest, 2...2) else { return nil }; time.append(found)
            case .second: guard let found = digits(&rest, 2...2) else { return nil }; seconds = ":\(found)"
            case .monthName:
                let name = rest.prefix { $0.isLetter }
                guard let number = monthNumber(named: name.lowercased()) else { return nil }
                month = (number < 10 ? "0" : "") + String(number)
                rest = rest.dropFirst(name.count)
            case .mark(let mark): guard rest.popFirst() == mark else { return nil }
            }
        }
        guard rest.isEmpty else { return nil }
        let date = [year, month, day].filter { !$0.isEmpty }.joined(separator: "-")
        return time.isEmpty ? date : "\(date)T\(time.joined(separator: ":"))\(seconds)Z"
    }

    private func digits(_ rest: inout Substring, _ count: ClosedRange<Int>) -> String? {
        let found = rest.prefix(count.upperBound).prefix { $0.isASCII && $0.isNumber }
        guard count.contains(found.count) else { return nil }
        rest = rest.dropFirst(found.count)
        return found.count < 2 ? "0\(found)" : String(found)
    }

    private func monthNumber(named name: String) -> Int? {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        guard name.utf8.count >= 3 else { return nil }
        return names.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
    }
}
