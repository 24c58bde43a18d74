import SQLite

extension Door {
    /// A log of which somebody has changed cells with SQLite's own shell: one byte of what is then asked; and for each cell
    /// one byte each of the table, the column, the row and the value, which may be followed by more.
    static let tampering = Door("tampering", longest: 256, changes: 15, words: ["d/e", ".log", "2021-11-10"])
    { bytes in
        defer { Scratch.clear() }
        let office = Office(log: try Scratch.write(Template.file.get(), to: "tampered.db"))
        var choices = Choices(bytes)
        let question = choices.byte()
        let db = try Database(office.log, .writing)
        let tables = try Tables(db)
        while !choices.isEmpty { try tables.change(&choices, db) }
        try db.close()
        try office.ask(question)
    }
}

/// The tables of a log, without the triggers that guard them.
private struct Tables {
    private var columns: [(table: String, names: [String])] = []

    init(_ db: Database) throws {
        let triggers = try PreparedStatement(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .all { $0.textBeforeNUL(0) }
        for trigger in triggers { try db.execute("DROP TRIGGER \(trigger)") }
        let tables = try PreparedStatement(
            db,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        ).all { $0.textBeforeNUL(0) }
        for table in tables { columns.append((table, try db.columnsNow(of: table))) }
    }

    func change(_ choices: inout Choices, _ db: Database) throws {
        let (table, names) = columns[choices.byte() % columns.count]
        let name = names[choices.byte() % names.count]
        let row = choices.byte()
        let same = "(SELECT * FROM (SELECT * FROM \(table) ORDER BY 1 LIMIT 1 OFFSET \(row % 16)))"
        let keys = names.map { "\(table).\($0) IS changed.\($0)" }.joined(separator: " AND ")
        let value = try value(&choices, table, name, row, db)
        do {
            try db.execute(
                "UPDATE \(table) SET \(name) = ? FROM \(same) AS changed WHERE \(keys)", [value])
        } catch {
            // Not every value may stand in every column.
        }
    }

    private func value(
        _ choices: inout Choices, _ table: String, _ name: String, _ row: Int, _ db: Database
    ) throws -> Cell {
        let (sort, size) = { ($0 % 8, $0 / 8) }(choices.byte())
        switch sort {
        case 0: return .null
        case 1: return .number([0, 1, -1, 255, .max, .min, .max - 1, 1 << 53][size % 8])
        case 2: return .number(choices.number(bytes: 1 + size % 8))
        case 3: return .text(String(decoding: choices.run(size), as: UTF8.self))
        case 4: return .blob(choices.run(size))
        default:
            // That of another row, or as it is with something in it changed.
            let cell = try PreparedStatement(
                db, "SELECT \(name) FROM \(table) ORDER BY 1 LIMIT 1 OFFSET \(sort == 5 ? size : row % 16)"
            ).first { $0.cell(0) }
            guard sort > 5, let cell else { return cell ?? .null }
            let (place, byte) = (choices.byte(), UInt8(choices.byte()))
            return changed(cell, at: place, to: byte, isShorter: sort == 7)
        }
    }

    private func changed(_ cell: Cell, at place: Int, to byte: UInt8, isShorter: Bool) -> Cell {
        func changed(_ bytes: [UInt8]) -> [UInt8] {
            guard !bytes.isEmpty else { return [byte] }
            if isShorter { return Array(bytes.prefix(place % bytes.count)) }
            var bytes = bytes
            bytes[place % bytes.count] = byte
            return bytes
        }
        switch cell {
        case .text(let text): return .text(String(decoding: changed(Array(text.utf8)), as: UTF8.self))
        case .blob(let bytes): return .blob(changed(bytes))
        case .number(let number): return .number(number &+ Int(byte) &- 128)
        case .null, .strange: return cell
        }
    }
}
