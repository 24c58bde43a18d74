import CanonicalJSON
import DisputeModel

/// Reads a mapping for a table whose columns are known, including the code tables and further tables that it
/// names.
struct MappingReader {
    let file: MappingFile
    var forms: FormReader

    init(_ file: MappingFile, columns: [String], parties: PartyRegister) {
        self.file = file
        forms = FormReader(scope: Scope(columns: Scope.Columns(names: columns), parties: PartyNames(parties)))
    }

    mutating func mapping() throws -> Mapping {
        for member in try file.sections["codes"]?.members("codes") ?? [] {
            forms.scope.codes[member.name] = try codeTable(member)
        }
        var opened: [OpenedTable] = []
        for member in try file.sections["tables"]?.members("tables") ?? [] {
            let table = try openedTable(member)
            forms.scope.joins[member.name] = (opened.count, Scope.Columns(names: table.table.columns))
            opened.append(table)
        }
        try file.checkTables(forms.scope.codes.keys.sorted() + forms.scope.joins.keys.sorted())
        var values: [Expression] = []
        for member in try file.sections["values"]?.members("values") ?? [] {
            guard forms.scope.columns.place(member.name) == nil else {
                throw member.setting.wrong(
                    "\"\(member.name)\" is the name of a column already.", "Give the value another name.")
            }
            // A value may use the values before it.
            let value = try forms.expression(member.setting)
            forms.scope.values[member.name] = values.count
            values.append(value)
        }
        // The values are known now, so the joins that use them can be read.
        let joins = try opened.map { try joined($0) }
        let rows = try file.sections["rows"]?.members("rows", of: ["only", "skip"])
        guard let dispute = file.sections["dispute"] else {
            throw MappingError(
                file.name, "It does not say to which dispute a row belongs.", "Add dispute: with id:.")
        }
        let choice = try forms.choice(only: rows?["only"], skip: rows?["skip"])
        let (disputes, events) = (try disputes(dispute), try events())
        let columns = forms.scope.columns.names
        for name in file.format.empty.columns.keys.sorted() where !columns.contains(name) {
            throw MappingError(
                file.name, "There is no column \(quoted(name)), but empty: names it.",
                suggestion(name, among: columns))
        }
        let used = forms.scope.used
        return Mapping(
            values: values, joins: joins, empty: file.format.empty.texts(of: columns),
            words: used.places.map { (columns[$0], $0) }.sorted { $0 < $1 },
            usesHash: used.hasHash || events.contains { $0.key == nil }, rows: choice, disputes: disputes,
            events: events, parties: forms.scope.parties, list: try list(), gone: try gone())
    }

    // MARK: A list that lives on

    private func list() throws(MappingError) -> String? {
        guard let setting = file.sections["list"] else { return nil }
        let name = try setting.text("list")
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
                    || "-_.".utf8.contains($0)
            }
        guard isName, !["sync", "import", "open", "row"].contains(name) else {
            throw setting.wrong(
                "\(quoted(name)) cannot be a list's name.",
                "Use letters, digits, hyphens and points: list: eu-sanctions.")
        }
        return name
    }

    /// Reads `gone`. Its event is recorded for an earlier event, not for a row, so it cannot use columns.
    private func gone() throws -> JSONObject? {
        guard let setting = file.sections["gone"] else { return nil }
        var reader = self
        reader.forms.scope = Scope(columns: Scope.Columns(names: []), parties: forms.scope.parties)
        let plan = try reader.plan(setting)
        let draft = try plan.form.object(RowEvaluation(fileName: ""))
        for key in ["key", "target", "inResponseTo"] where draft[key] != nil {
            throw setting.wrong(
                "\"\(key)\" of the event for a row that has gone is given by the program.", "Leave it out.")
        }
        return draft
    }

    // MARK: Disputes and events

    private func disputes(_ setting: YAMLNode) throws -> [DisputePlan] {
        guard case .list(let list) = setting.value else { return [try dispute(setting)] }
        return try list.map { try dispute($0) }
    }

    private func dispute(_ setting: YAMLNode) throws -> DisputePlan {
        let extras = ["sources", "marking", "tags", "summary"]
        let parts = try setting.members(
            "a dispute", of: ["only", "skip", "id", "title", "sides", "since", "parent"] + extras)
        guard let id = parts["id"] else {
            throw setting.wrong(
                "A dispute has no id.", "Add id:, with lower-case letters, digits and hyphens.")
        }
        guard (parts["title"] == nil) == (parts["sides"] == nil) else {
            throw setting.wrong(
                "A dispute is opened with a title and sides, and one of them is missing here.",
                "Give both; or neither, where all disputes are in the log already.")
        }
        func section(_ names: [String]) throws -> Form {
            .section(
                try names.compactMap { name in try parts[name].map { (name, try forms.form($0, key: name)) } }
            )
        }
        return DisputePlan(
            choice: try forms.choice(only: parts["only"], skip: parts["skip"]), id: try forms.expression(id),
            details: parts["title"] == nil ? nil : try section(["title", "sides", "since"]),
            extras: try section(extras), parent: try parts["parent"].map { try dispute($0) })
    }

    private func events() throws -> [EventPlan] {
        switch (file.sections["event"], file.sections["events"]) {
        case (nil, nil): return []
        case (let event?, nil): return [try plan(event)]
        case (nil, let events?):
            guard case .list(let list) = events.value else {
                throw events.wrong(
                    "events: is not a list.", "Write each event with - before it; or event: for one.")
            }
            return try list.map { try plan($0) }
        case (_?, let events?): throw events.wrong("There is event: and events:.", "Keep one of them.")
        }
    }

    private func plan(_ setting: YAMLNode) throws -> EventPlan {
        let given = ["id", "recordedAt", "dispute"]
        let keys = EventForm.keys.filter { !given.contains($0) }
        let parts = try setting.members("an event", of: ["only", "skip"] + keys)
        guard let kind = parts["kind"] else {
            throw setting.wrong("An event has no kind.", .nameKind)
        }
        if case .text(let name, _) = kind.value, !name.contains("{"), !name.hasPrefix("x-"),
            Vocabulary.kind(name) == nil
        {
            throw kind.wrong(
                "There is no kind \"\(name)\".", suggestion(name, among: Vocabulary.kinds.map(\.name)))
        }
        return EventPlan(
            choice: try forms.choice(only: parts["only"], skip: parts["skip"]),
            form: .section(
                try keys.compactMap { key in try parts[key].map { (key, try forms.form($0, key: key)) } }))
    }
}
