import Casebook
import DisputeModel

/// A date that is built from the cells of a row. The result is EDTF, as precise as the cells allow.
indirect enum DateForm {
    /// A year, month and day. Without a month the date is a year, without a day a month.
    case parts(year: Expression, month: Expression?, day: Expression?)
    /// A text in a form that the pattern describes.
    case written(Expression, as: DatePattern)
    /// An interval of two dates. Two equal dates give that date; an unknown date gives an open end.
    case interval(from: Expression, to: Expression)

    /// The date as EDTF; nil if the row has none.
    func text(_ reading: RowEvaluation) throws(RowError) -> String? {
        switch self {
        case .parts(let year, let month, let day):
            guard let year = try number(year, reading, digits: 4) else { return nil }
            guard let month = try number(month, reading, digits: 2) else { return year }
            guard let day = try number(day, reading, digits: 2) else { return "\(year)-\(month)" }
            return "\(year)-\(month)-\(day)"
        case .written(let source, let pattern):
            guard let text = try source.text(reading) else { return nil }
            guard let date = pattern.read(text.trimmed) else {
                throw RowError("\(quoted(text)) is not a date written as \(pattern.text).")
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

    private func number(_ part: Expression?, _ reading: RowEvaluation, digits: Int) throws(RowError)
        -> String?
    {
        guard let text = try part?.text(reading) else { return nil }
        guard let number = Int(text.trimmed), number >= 0 else {
            throw RowError("\(quoted(text)) is not a part of a date.")
        }
        let short = String(number)
        return String(repeating: "0", count: max(0, digits - short.utf8.count)) + short
    }
}
