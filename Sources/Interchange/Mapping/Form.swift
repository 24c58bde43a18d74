import CanonicalJSON
import Casebook

/// What an event, or a part of one, is made of; what gives nothing is left out of it.
indirect enum Form {
    case text(Expression)
    case number(Expression)
    case constant(JSON)
    case list([Form])
    case section([(key: String, form: Form)])
    /// Only of some rows; or one for each row of a joined table.
    case each(Each)

    struct Each {
        /// nil for the row itself.
        let table: Int?
        let choice: Choice
        let form: Form
    }

    func value(_ reading: RowEvaluation) throws(RowError) -> JSON? {
        switch self {
        case .constant(let value): return value
        case .text(let expression): return try expression.text(reading).map { .string($0) }
        case .number(let expression):
            return try expression.text(reading).flatMap { Int($0) }.map { .integer($0) }
        case .each(let each):
            let isOne = each.table == nil && !each.form.givesSeveral
            return isOne ? try each.values(reading).first : try Form.list([self]).value(reading)
        case .list(let forms):
            var elements: [JSON] = []
            for form in forms {
                if form.givesSeveral {
                    for value in try form.values(reading) where !elements.contains(value) {
                        elements.append(value)
                    }
                } else if let value = try form.value(reading) {
                    elements.append(value)
                }
            }
            return elements.isEmpty ? nil : .array(elements)
        case .section(let members):
            let object = try object(members, reading)
            return object.isEmpty ? nil : .object(object)
        }
    }

    /// Whether it may give several elements of a list.
    var givesSeveral: Bool {
        switch self {
        case .each: true
        case .text(.template(let template)): template.isSplit
        default: false
        }
    }

    /// The elements that it gives to a list.
    fileprivate func values(_ reading: RowEvaluation) throws(RowError) -> [JSON] {
        switch self {
        case .each(let each): return try each.values(reading)
        case .text(.template(let template)) where template.isSplit:
            return try template.texts(reading).map { .string($0) }
        default: return try value(reading).map { [$0] } ?? []
        }
    }

    /// The members of a section.
    func object(_ reading: RowEvaluation) throws(RowError) -> JSONObject {
        guard case .section(let members) = self else { return JSONObject() }
        return try object(members, reading)
    }

    private func object(_ members: [(key: String, form: Form)], _ reading: RowEvaluation) throws(RowError)
        -> JSONObject
    {
        var object = JSONObject()
        for (key, form) in members {
            if let value = try form.value(reading) { object[key] = value }
        }
        return object
    }
}

extension Form.Each {
    func values(_ reading: RowEvaluation) throws(RowError) -> [JSON] {
        guard let table else {
            return try choice.accepts(reading) ? try form.values(reading) : []
        }
        defer { reading.inner = nil }
        var values: [JSON] = []
        for row in try reading.rows(of: table) {
            reading.inner = (row, table)
            if try choice.accepts(reading) { values += try form.values(reading) }
        }
        return values
    }
}
