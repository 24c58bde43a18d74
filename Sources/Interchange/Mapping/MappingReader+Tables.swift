import DisputeModel
import SystemPackage

/// A further table that is open, but whose join columns are not read yet.
struct OpenedTable {
    let member: YAMLNode.Member
    let by: YAMLNode
    let table: Table
    let format: TableFormat
}

extension MappingReader {
    /// Reads a code table from the mapping or from a file.
    func codeTable(_ member: YAMLNode.Member) throws -> CodeTable {
        let own = try member.setting.members("codes")
        guard own.contains(where: { $0.name == "file" }) else {
            // The mapping itself lists the codes.
            var meanings: [String: String] = [:]
            for code in own { meanings[code.name] = try code.setting.text(code.name) }
            return CodeTable(name: member.name, meanings: meanings, hasPrefixes: false)
        }
        let names = ["file", "from", "to", "since", "until", "prefix"] + MappingFile.formatNames
        let parts = try member.setting.members("a code table", of: names)
        let (table, place, _) = try open(member, parts, names)
        let columns = Scope.Columns(names: table.columns)
        guard columns.names.count >= 2 else {
            throw member.setting.wrong("\(place) has one column.", "A code table has at least two.")
        }
        func column(_ part: String) throws -> Int? {
            guard let setting = parts[part] else { return nil }
            let name = try setting.text(part)
            guard let place = columns.place(name) else {
                throw setting.wrong(
                    "\(table.name) has no column \"\(name)\".", suggestion(name, among: columns.names))
            }
            return place
        }
        let (from, to) = (try column("from") ?? 0, try column("to") ?? 1)
        let (since, until) = (try column("since"), try column("until"))
        var rows = CodeTableRows()
        try table.forEach(of: member.setting) { row in
            func date(_ column: Int?) throws -> EDTF? {
                guard let words = column.map({ row.text($0).trimmed }), !words.isEmpty else { return nil }
                guard let date = EDTF(words) else {
                    throw member.setting.wrong(
                        "Line \(row.line) of \(table.name) has no date where one should be: \(quoted(words)).",
                        "Write YYYY-MM-DD, YYYY-MM or YYYY, or nothing.")
                }
                return date
            }
            let term = CodeTable.Term(
                text: row.text(to), first: try date(since)?.earliest, last: try date(until)?.latest)
            guard rows.add(row.text(from), term) else {
                let time = since == nil && until == nil ? "" : " for the same time"
                throw member.setting.wrong(
                    "\(table.name) has \(quoted(row.text(from))) twice\(time).",
                    "Remove one of them; or give the columns that say when each is valid as since: and until:."
                )
            }
        }
        let prefix = try parts["prefix"]?.text("prefix") ?? "false"
        guard prefix == "true" || prefix == "false" else {
            throw member.setting.wrong("\"prefix\" is true or false.", "Write prefix: true, or leave it out.")
        }
        return rows.table(member.name, hasPrefixes: prefix == "true")
    }

    /// Opens a further table.
    func openedTable(_ member: YAMLNode.Member) throws -> OpenedTable {
        let names = ["file", "by"] + MappingFile.formatNames
        let parts = try member.setting.members("a table", of: names)
        guard let by = parts["by"] else {
            throw member.setting.wrong(
                "It does not say by which columns it is joined.",
                "Add by: [COLUMN], or by: {COLUMN: COLUMN THERE}.")
        }
        let (table, _, format) = try open(member, parts, names)
        return OpenedTable(member: member, by: by, table: table, format: format)
    }

    /// Reads the rows of a further table into memory.
    func joined(_ opened: OpenedTable) throws -> JoinedTable {
        let (by, table) = (opened.by, opened.table)
        var pairs: [(outer: String, own: String)] = []
        if case .section(let members) = by.value {
            for pair in members { pairs.append((pair.name, try pair.setting.text(pair.name))) }
        } else {
            pairs = try by.texts("by").map { ($0, $0) }
        }
        let own = Scope.Columns(names: table.columns)
        let places = try pairs.map { pair in
            guard let inner = own.place(pair.own) else {
                throw by.wrong(
                    "\(table.name) has no column \(quoted(pair.own)).", suggestion(pair.own, among: own.names)
                )
            }
            return (outer: try forms.scope.source(pair.outer, by), own: inner)
        }
        guard !places.isEmpty else { throw by.wrong("by: names no column.", "Write by: [COLUMN].") }
        // If the mapping gives no `empty` texts for this table, those of the imported table hold.
        var empty = opened.format.empty.texts(of: table.columns)
        if opened.format.empty == EmptyTexts([]) { empty = file.format.empty.texts(of: table.columns) }
        let file = table.name.split(separator: "/").last.map(String.init) ?? table.name
        let joined = JoinedTable(
            name: opened.member.name, file: file, setting: by, empty: empty, by: places)
        try table.forEach(of: opened.member.setting) { joined.add($0) }
        return joined
    }

    private func open(
        _ member: YAMLNode.Member, _ parts: [String: YAMLNode], _ names: [String]
    ) throws -> (table: Table, place: FilePath, format: TableFormat) {
        guard let named = parts["file"] else {
            throw member.setting.wrong("It names no file.", "Add file: NAME.")
        }
        var format = try MappingFile.format(of: member.setting, among: names)
        if parts["comment"] == nil { format.comment = "#" }
        do {
            let (table, place) = try file.table(try named.text("file"), named: member.name, format)
            return (table, place, format)
        } catch TableError.notFound(let place) {
            throw named.wrong(
                "There is no file \(place).",
                .nameTable(member.name))
        }
    }
}

extension Table {
    /// Calls `body` for each row. A bad row is an error of the mapping, which names the table.
    fileprivate func forEach(of setting: YAMLNode, _ body: (TableRow) throws -> Void) throws {
        while let item = try next() {
            switch item {
            case .row(let row): try body(row)
            case .bad(let line, _, let reason):
                throw setting.wrong("Line \(line) of \(name) is wrong. \(reason)", "Correct it.")
            }
        }
    }
}
