import DisputeModel

/// Reads a mapping for a table whose columns are known, with all that it names: code tables, further tables, parties.
struct MappingReader {
    private let file: MappingFile
    private var forms: FormReader
    private var joins: [JoinedTable] = []

    init(_ file: MappingFile, columns: [String], parties: PartyRegister) {
        self.file = file
        forms = FormReader(scope: Scope(columns: Scope.Columns(names: columns), parties: PartyNames(parties)))
    }

    mutating func mapping() throws -> Mapping {
        for member in try file.sections["codes"]?.members("codes") ?? [] {
            forms.scope.codes[member.name] = try codeTable(member)
        }
        for member in try file.sections["tables"]?.members("tables") ?? [] { try join(member) }
        try file.checkTables(forms.scope.codes.keys.sorted() + forms.scope.joins.keys.sorted())
        var values: [Expression] = []
        for member in try file.sections["values"]?.members("values") ?? [] {
            guard forms.scope.columns.place(member.name) == nil else {
                throw member.setting.wrong(
                    "\"\(member.name)\" is the name of a column already.", "Give the value another name.")
            }
            // It may be made of those that stand before it.
            let value = try forms.expression(member.setting)
            forms.scope.values[member.name] = values.count
            values.append(value)
        }
        let rows = try file.sections["rows"]?.members("rows", of: ["only", "skip"])
        guard let dispute = file.sections["dispute"] else {
            throw MappingError(
                file.path, "It does not say to which dispute a row belongs.", "Add dispute: with id:.")
        }
        return Mapping(
            values: values, joins: joins, empty: file.format.empty,
            rows: try forms.choice(only: rows?["only"], skip: rows?["skip"]),
            disputes: try disputes(dispute), events: try events(), parties: forms.scope.parties)
    }

    // MARK: Disputes and events

    private func disputes(_ setting: Setting) throws -> [DisputePlan] {
        guard case .list(let list) = setting.value else { return [try dispute(setting)] }
        return try list.map { try dispute($0) }
    }

    private func dispute(_ setting: Setting) throws -> DisputePlan {
        let extras = ["sources", "marking", "tags", "summary"]
        let parts = try setting.members(
            "a dispute", of: ["only", "skip", "id", "title", "sides", "since", "parent"] + extras)
        guard let id = parts["id"] else {
            throw setting.wrong("A dispute has no id.", "Add id:, of small letters, digits and hyphens.")
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
                    "events: is no list.", "Write each event with - before it; or event: for one.")
            }
            return try list.map { try plan($0) }
        case (_?, let events?): throw events.wrong("There is event: and events:.", "Keep one of them.")
        }
    }

    private func plan(_ setting: Setting) throws -> EventPlan {
        let given = ["id", "recordedAt", "dispute"]
        let keys = EventForm.keys.filter { !given.contains($0) }
        let parts = try setting.members("an event", of: ["only", "skip"] + keys)
        guard let kind = parts["kind"] else {
            throw setting.wrong("An event has no kind.", "Add kind:; `chancery kinds` lists them.")
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

    // MARK: Tables

    private func codeTable(_ member: Setting.Member) throws -> CodeTable {
        let own = try member.setting.members("codes")
        guard own.contains(where: { $0.name == "file" }) else {
            // Written out.
            var meanings: [String: String] = [:]
            for code in own { meanings[code.name] = try code.setting.text(code.name) }
            return CodeTable(name: member.name, meanings: meanings, hasPrefixes: false)
        }
        let names = ["file", "from", "to", "prefix"] + MappingFile.formatNames
        let parts = try member.setting.members("a code table", of: names)
        let (table, place) = try open(member, parts, names)
        let columns = Scope.Columns(names: table.columns)
        guard columns.names.count >= 2 else {
            throw member.setting.wrong("\(place) has one column.", "A code table has at least two.")
        }
        func column(_ part: String, else usual: Int) throws -> Int {
            guard let setting = parts[part] else { return usual }
            let name = try setting.text(part)
            guard let place = columns.place(name) else {
                throw setting.wrong(
                    "\(table.name) has no column \"\(name)\".", suggestion(name, among: columns.names))
            }
            return place
        }
        let (from, to) = (try column("from", else: 0), try column("to", else: 1))
        var meanings: [String: String] = [:]
        try table.forEach(of: member.setting) { row in
            let code = row.text(from)
            guard meanings.updateValue(row.text(to), forKey: code) == nil else {
                throw member.setting.wrong(
                    "\(table.name) has \(quoted(code)) twice.", "Take one of them out.")
            }
        }
        let prefix = try parts["prefix"]?.text("prefix") ?? "false"
        guard prefix == "true" || prefix == "false" else {
            throw member.setting.wrong("\"prefix\" is true or false.", "Write prefix: true, or leave it out.")
        }
        return CodeTable(name: member.name, meanings: meanings, hasPrefixes: prefix == "true")
    }

    private mutating func join(_ member: Setting.Member) throws {
        let names = ["file", "by"] + MappingFile.formatNames
        let parts = try member.setting.members("a table", of: names)
        guard let by = parts["by"] else {
            throw member.setting.wrong(
                "It does not say by which columns it is joined.",
                "Add by: [COLUMN], or by: {COLUMN: COLUMN THERE}.")
        }
        let (table, _) = try open(member, parts, names)
        var pairs: [(outer: String, own: String)] = []
        if case .section(let members) = by.value {
            for pair in members { pairs.append((pair.name, try pair.setting.text(pair.name))) }
        } else {
            pairs = try by.texts("by").map { ($0, $0) }
        }
        let own = Scope.Columns(names: table.columns)
        let places = try pairs.map { pair in
            guard let outer = forms.scope.columns.place(pair.outer) else {
                throw by.wrong(
                    "There is no column \"\(pair.outer)\".",
                    suggestion(pair.outer, among: forms.scope.columns.names))
            }
            guard let inner = own.place(pair.own) else {
                throw by.wrong(
                    "\(table.name) has no column \"\(pair.own)\".", suggestion(pair.own, among: own.names))
            }
            return (outer: outer, own: inner)
        }
        guard !places.isEmpty else { throw by.wrong("by: names no column.", "Write by: [COLUMN].") }
        var joined = JoinedTable(columns: table.columns, by: places)
        try table.forEach(of: member.setting) { joined.add($0) }
        forms.scope.joins[member.name] = (joins.count, own)
        joins.append(joined)
    }

    private func open(
        _ member: Setting.Member, _ parts: [String: Setting], _ names: [String]
    ) throws -> (table: Table, place: String) {
        guard let named = parts["file"] else {
            throw member.setting.wrong("It names no file.", "Add file: NAME.")
        }
        var format = try MappingFile.format(of: member.setting, among: names)
        if parts["comment"] == nil { format.comment = "#" }
        let place = file.place(of: try named.text("file"), named: member.name)
        do {
            return (try Table(place, format), place)
        } catch TableError.notFound {
            throw named.wrong(
                "There is no file \(place) that can be read.",
                "Put it beside the mapping or the imported file, or say where it is: --table \(member.name)=FILE."
            )
        }
    }
}

extension Table {
    /// All rows of a table that a mapping names; there one that is wrong is a fault of the mapping.
    fileprivate func forEach(of setting: Setting, _ body: (TableRow) throws -> Void) throws {
        while let item = try next() {
            switch item {
            case .row(let row): try body(row)
            case .bad(let line, _, let reason):
                throw setting.wrong("Line \(line) of \(name) is wrong. \(reason)", "Mend it.")
            }
        }
    }
}
