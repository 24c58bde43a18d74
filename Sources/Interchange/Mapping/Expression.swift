import Casebook

/// What gives a text for each row, or nothing.
indirect enum Expression {
    case template(Template)
    /// The first that gives something.
    case first([Expression])
    case date(DateForm)

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
