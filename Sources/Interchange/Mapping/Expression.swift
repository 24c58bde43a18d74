import Casebook

/// An expression of a mapping, which gives a text, or nothing, for each row.
indirect enum Expression {
    case template(Template)
    /// The first of these that gives a text. If none does and one of them failed, the first error is thrown.
    case first([Expression])
    case date(DateForm)

    /// The text for a row; nil if the expression gives nothing.
    func text(_ reading: RowEvaluation) throws(RowError) -> String? {
        switch self {
        case .template(let template): return try template.text(reading)
        case .date(let form): return try form.text(reading)
        case .first(let choices):
            var fault: RowError?
            for choice in choices {
                do {
                    if let text = try choice.text(reading) { return text }
                } catch {
                    fault = fault ?? error
                }
            }
            if let fault { throw fault }
            return nil
        }
    }
}
