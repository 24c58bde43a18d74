import CanonicalJSON
import DisputeModel

/// Reads the templates, dates, conditions and events of a mapping.
struct FormReader {
    var scope: Scope

    /// Keys whose value is a date, so that a section below them may be a date in parts.
    private static let dateKeys: Set<String> = ["occurred", "since", "published", "effective", "on", "about"]
    private static let partsOfDates: Set<String> = ["year", "date", "from", "to"]

    // MARK: Texts

    /// Reads a template, a `first:` list or a date in parts.
    func expression(_ setting: YAMLNode) throws(MappingError) -> Expression {
        switch setting.value {
        case .text(let words, _): return .template(try TemplateReader.read(words, setting, scope))
        case .list:
            throw setting.wrong(
                "There is a list where a text should be.", "Write first: before it, if you mean one of them.")
        case .section(let members):
            if members.map(\.name) == ["first"] { return .first(try expressions(members[0].setting)) }
            guard members.contains(where: { Self.partsOfDates.contains($0.name) }) else {
                throw setting.wrong(
                    "There is a section where a text should be.",
                    "Write a template; or first: and a list of them; or a date in parts.")
            }
            return .date(try date(setting))
        }
    }

    private func expressions(_ setting: YAMLNode) throws(MappingError) -> [Expression] {
        guard case .list(let list) = setting.value else {
            throw setting.wrong(
                "There is no list after first:.",
                "Write the templates as a list, one per line with - before it.")
        }
        var expressions: [Expression] = []
        for item in list { expressions.append(try expression(item)) }
        return expressions
    }

    private func date(_ setting: YAMLNode) throws(MappingError) -> DateForm {
        let parts = try setting.members(
            "a date", of: ["year", "month", "day", "date", "as", "pivot", "from", "to"])
        func only(_ names: Set<String>) throws(MappingError) {
            if let other = parts.keys.sorted().first(where: { !names.contains($0) }) {
                throw setting.wrong(
                    "\"\(other)\" does not go with the other parts of this date.",
                    "Write year, month, day; or date and as; or from and to.")
            }
        }
        if let year = parts["year"] {
            try only(["year", "month", "day"])
            guard parts["month"] != nil || parts["day"] == nil else {
                throw setting.wrong("A day without a month is not a date.", "Add month:.")
            }
            return .parts(
                year: try expression(year), month: try optional(parts["month"]),
                day: try optional(parts["day"]))
        }
        if let source = parts["date"] {
            try only(["date", "as", "pivot"])
            guard let form = parts["as"] else {
                throw setting.wrong(
                    "It does not say how the date is written.", "Add as: YYYYMMDD, or the like.")
            }
            let pivot = try parts["pivot"].map { (setting) throws(MappingError) in try self.pivot(setting) }
            guard let pattern = DatePattern(try form.text("as"), pivot: pivot ?? 0) else {
                throw form.wrong(
                    "\(quoted(try form.text("as"))) is not a way to write a date.",
                    "Use YYYY or YY, MM or MMM or M, DD or D, hh, mm, ss, with the characters between them.")
            }
            guard pattern.hasShortYear == (pivot != nil) else {
                throw form.wrong(
                    pivot == nil
                        ? "A year of two digits can be in any century."
                        : "There is no year of two digits here.",
                    pivot == nil
                        ? "Add pivot: with the first of the hundred years that you mean, as in pivot: 1950."
                        : "Leave pivot: out.")
            }
            return .written(try expression(source), as: pattern)
        }
        try only(["from", "to"])
        let nothing = Expression.first([])
        return .interval(
            from: try optional(parts["from"]) ?? nothing, to: try optional(parts["to"]) ?? nothing)
    }

    private func pivot(_ setting: YAMLNode) throws(MappingError) -> Int {
        guard let year = Int(try setting.text("pivot")), (1000...9900).contains(year) else {
            throw setting.wrong(
                "\"pivot\" is not a year.",
                "Write the first of the hundred years that you mean: pivot: 1950.")
        }
        return year
    }

    private func optional(_ setting: YAMLNode?) throws(MappingError) -> Expression? {
        guard let setting else { return nil }
        return try expression(setting)
    }

    // MARK: Conditions

    /// Reads the conditions `only:` and `skip:`.
    func choice(only: YAMLNode?, skip: YAMLNode?) throws(MappingError) -> Choice {
        var choice = Choice()
        if let only { choice.only = try condition(only, "only") }
        if let skip { choice.skip = try condition(skip, "skip") }
        return choice
    }

    private func condition(_ setting: YAMLNode, _ what: String) throws(MappingError) -> RowFilter {
        var tests: [RowFilter.Test] = []
        for member in try setting.members(what) {
            var texts = member.setting
            var isNegated = false
            if case .section(let members) = texts.value {
                guard members.map(\.name) == ["not"] else {
                    throw texts.wrong(
                        "A condition is a text, a list of texts, or not: with one of these.",
                        "Write {not: TEXT}.")
                }
                (texts, isNegated) = (members[0].setting, true)
            }
            var templates: [Template] = []
            for text in try texts.texts(member.name) {
                templates.append(try TemplateReader.read(text, texts, scope))
            }
            let words = member.name.contains("{") ? member.name : "{\"\(member.name)\"}"
            let name = YAMLNode(file: setting.file, line: member.line, value: .text(words, isPlain: false))
            tests.append(RowFilter.Test(left: try expression(name), texts: templates, isNegated: isNegated))
        }
        return RowFilter(tests: tests)
    }

    // MARK: Events and their parts

    /// Reads an event or a part of one. `key` is the name above it.
    func form(_ setting: YAMLNode, key: String) throws(MappingError) -> Form {
        switch setting.value {
        case .text(let words, let isPlain):
            if isPlain, words == "true" || words == "false" { return .constant(.bool(words == "true")) }
            if isPlain, let number = Int(words), String(number) == words, JSON.integerRange.contains(number) {
                return .constant(.integer(number))
            }
            let template = try TemplateReader.read(words, setting, scope)
            if let constant = template.constant {
                guard !constant.isEmpty else {
                    throw setting.wrong(
                        "\"\(key)\" is empty.", "Give it a value, or leave it out.")
                }
                return .constant(.string(constant))
            }
            return template.isNumber ? .number(.template(template)) : .text(.template(template))
        case .list(let items):
            var forms: [Form] = []
            for item in items { forms.append(try form(item, key: key)) }
            return .list(forms)
        case .section(let members):
            if members.contains(where: { ["each", "only", "skip"].contains($0.name) }) {
                return .each(try each(setting, key: key))
            }
            if members.map(\.name) == ["first"] { return .text(try expression(setting)) }
            if Self.dateKeys.contains(key), members.contains(where: { Self.partsOfDates.contains($0.name) }) {
                return .text(.date(try date(setting)))
            }
            var forms: [(key: String, form: Form)] = []
            for member in members { forms.append((member.name, try form(member.setting, key: member.name))) }
            return .section(forms)
        }
    }

    /// Reads a section with `each:`, `only:` or `skip:`.
    private func each(_ setting: YAMLNode, key: String) throws(MappingError) -> Form.Each {
        let parts = try setting.members("such a section", of: ["each", "only", "skip", "value"])
        guard let value = parts["value"] else {
            throw setting.wrong("It does not say what the value is.", "Add value: TEMPLATE.")
        }
        var inner = self
        var table: Int?
        if let named = parts["each"] {
            guard scope.inner == nil else {
                throw setting.wrong("each: is inside another each:.", "Go through one table at a time.")
            }
            let name = try named.text("each")
            guard let join = scope.joins[name] else {
                throw named.wrong(
                    "There is no table \"\(name)\".", suggestion(name, among: scope.joins.keys.sorted()))
            }
            inner.scope.inner = join.columns
            table = join.index
        }
        return Form.Each(
            table: table, choice: try inner.choice(only: parts["only"], skip: parts["skip"]),
            form: try inner.form(value, key: key))
    }
}
