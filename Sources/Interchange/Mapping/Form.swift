import CanonicalJSON
import Casebook

/// The form of an event or a part of one: it gives a JSON value for each row. Members and elements that give
/// nothing are left out.
indirect enum Form {
    case text(Expression)
    /// A text that is read as a whole number.
    case number(Expression)
    case constant(JSON)
    case list([Form])
    case section([(key: String, form: Form)])
    /// A value that is there for some rows only, or once for each row of a joined table.
    case each(Each)

    /// A value with a condition, or one that is repeated for each row of a joined table.
    struct Each {
        /// The index of the joined table; nil for the imported row itself.
        let table: Int?
        let choice: Choice
        let form: Form
    }

    /// The value for a row; nil if the form gives nothing.
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

    /// Whether the form may give several elements of a list.
    var givesSeveral: Bool {
        switch self {
        case .each: true
        case .text(.template(let template)): template.isSplit
        default: false
        }
    }

    /// The elements that the form gives to a list.
    fileprivate func values(_ reading: RowEvaluation) throws(RowError) -> [JSON] {
        switch self {
        case .each(let each): return try each.values(reading)
        case .text(.template(let template)) where template.isSplit:
            return try template.texts(reading).map { .string($0) }
        default: return try value(reading).map { [$0] } ?? []
        }
    }

    /// The members of a section, for a row; empty if the form is no section.
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
