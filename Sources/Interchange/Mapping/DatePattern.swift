import DisputeModel

/// The form in which a date is written: `YYYYMMDD`, `D/M/YYYY`, `YYYY-MM-DD hh:mm:ss`.
///
/// `YYYY`, `YY`, `MM`, `DD`, `hh`, `mm` and `ss` stand for exactly as many digits, `M` and `D` for one or two,
/// and `MMM` for the English name of a month or its beginning, three letters or more. A year of two digits is
/// in the hundred years that begin with the pivot. All other characters stand for themselves. Times are UTC.
struct DatePattern {
    let text: String
    /// Whether the year has two digits.
    let hasShortYear: Bool
    /// The first of the hundred years in which a year of two digits lies.
    private let pivot: Int
    private let parts: [Part]

    private enum Part {
        case year, shortYear, month, day, shortMonth, shortDay, monthName, hour, minute, second
        /// A character that stands for itself.
        case mark(Character)
    }

    /// Returns nil if the pattern has no year, a day without a month, a time without a day, or a time without
    /// both hours and minutes.
    init?(_ text: String, pivot: Int = 0) {
        self.text = text
        self.pivot = pivot
        let words: [(String, Part)] = [
            ("YYYY", .year), ("YY", .shortYear), ("MMM", .monthName), ("MM", .month), ("DD", .day),
            ("M", .shortMonth),
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
        hasShortYear = parts.contains { if case .shortYear = $0 { true } else { false } }
        var known: Set<Character> = []
        for part in parts {
            switch part {
            case .year, .shortYear: known.insert("y")
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

    /// Converts a text to EDTF. Returns nil if the text does not have this form.
    func read(_ words: String) -> String? {
        var rest = words[...]
        var (year, month, day, time, seconds) = ("", "", "", [String](), "")
        for part in parts {
            switch part {
            case .year: guard let found = digits(&rest, 4...4) else { return nil }; year = found
            case .shortYear:
                guard let found = digits(&rest, 2...2), let number = Int(found) else { return nil }
                let first = pivot / 100 * 100 + number
                year = String(first < pivot ? first + 100 : first)
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
