import Casebook
import DisputeModel

/// A length of time that is added to a day: a constant such as `60 days`, or the text of a cell.
struct TimeSpan {
    enum Length {
        case fixed(Count)
        /// The text of a cell. `unit` is the unit if the cell has only a number.
        case said(Source, name: String, unit: Unit)
    }

    enum Unit: String, CaseIterable { case days, weeks, months, years }

    struct Count {
        let number: Int
        let unit: Unit

        /// Reads `60 days`, `2 months`, `1 year` or `P60D`. A number alone is in `unit`; if that is nil, nil is
        /// returned.
        init?(_ text: String, unit: Unit?) {
            let words = text.trimmed.lowercased()
            let digits = words.prefix { $0.isASCII && $0.isNumber }
            if let number = Int(digits), number <= 100_000 {
                let rest = String(words.dropFirst(digits.count)).trimmed
                if rest.isEmpty {
                    guard let unit else { return nil }
                    (self.number, self.unit) = (number, unit)
                    return
                }
                let name = rest.hasSuffix("s") ? rest : rest + "s"
                guard let named = Unit(rawValue: name) else { return nil }
                (self.number, self.unit) = (number, named)
                return
            }
            // An ISO 8601 duration with one part: P, a number, and D, W, M or Y.
            guard words.first == "p", let mark = words.last,
                let number = Int(words.dropFirst().dropLast()), (0...100_000).contains(number),
                let unit = Unit.allCases.first(where: { $0.rawValue.first == mark })
            else { return nil }
            (self.number, self.unit) = (number, unit)
        }

        /// The day after this length of time. If the later month is shorter, its last day; nil if the result is
        /// outside the calendar.
        func after(_ day: Day) -> Day? {
            switch unit {
            case .days, .weeks:
                let later = day + number * (unit == .weeks ? 7 : 1)
                return later.isInCalendar ? later : nil
            case .months, .years:
                let (year, month, first) = day.civil
                let months = year * 12 + month - 1 + number * (unit == .years ? 12 : 1)
                let (laterYear, laterMonth) = (months / 12, months % 12 + 1)
                return Day(
                    year: laterYear, month: laterMonth,
                    day: min(first, Day.length(year: laterYear, month: laterMonth)))
            }
        }
    }

    let length: Length

    /// The length for a row; nil if the cell is empty.
    func count(_ reading: RowEvaluation) throws(RowError) -> Count? {
        switch length {
        case .fixed(let count): return count
        case .said(let source, let name, let unit):
            guard let text = try reading.text(source) else { return nil }
            guard let count = Count(text, unit: unit) else {
                throw RowError(
                    "\(quoted(text)) in \(name) is not a length of time, such as 60 days or 2 months.")
            }
            return count
        }
    }
}
