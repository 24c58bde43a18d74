import Casebook
import DisputeModel

/// A length of time that is added to a day: `60 days`, or what a cell says.
struct Span {
    enum Length {
        case fixed(Count)
        /// A cell that says it, with its unit or without: then it is this one.
        case said(Source, name: String, unit: Unit)
    }

    enum Unit: String, CaseIterable { case days, weeks, months, years }

    struct Count {
        let number: Int
        let unit: Unit

        /// `60 days`, `2 months`, `1 year`, `P60D`; of a number alone so many of the unit.
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
            // ISO 8601: P, a number, D, W, M or Y.
            guard words.first == "p", let mark = words.last,
                let number = Int(words.dropFirst().dropLast()), (0...100_000).contains(number),
                let unit = Unit.allCases.first(where: { $0.rawValue.first == mark })
            else { return nil }
            (self.number, self.unit) = (number, unit)
        }

        /// Of a month that is shorter the last day; nil beyond the calendar.
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

    /// nil where the cell says nothing.
    func count(_ reading: RowEvaluation) throws(RowError) -> Count? {
        switch length {
        case .fixed(let count): return count
        case .said(let source, let name, let unit):
            guard let text = try reading.text(source) else { return nil }
            guard let count = Count(text, unit: unit) else {
                throw RowError(
                    "\(quoted(text)) in \(name) is no length of time, such as 60 days or 2 months.")
            }
            return count
        }
    }
}
