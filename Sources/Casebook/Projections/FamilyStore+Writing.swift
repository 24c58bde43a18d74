import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

// What stands in the columns of each row, and how it gets there. Comparing and writing go by the same lists.

extension FamilyRows.DisputeRow {
    var columns: [Cell] {
        let condition = state.condition
        return [
            .number(number), .text(opening.dispute), .text(family), .text(opening.title),
            .text(opening.beginning.description), .text(condition.phase.rawValue),
            .text((condition.phaseSince?.day ?? opening.beginning).description),
            .number(condition.phaseCause), .text(condition.assessed?.rawValue), .number(condition.level),
            .number(condition.peak), .text(condition.lastAct?.description), .blob(opening.packed),
            .blob(condition.packed), .blob(state.measures.packed), .number(last?.place.milliseconds ?? .min),
            .number(last?.firstTime.milliseconds ?? .min), .number(last?.position ?? 0),
        ]
    }
}

extension FamilyRows.ObligationRow {
    var columns: [Cell] {
        let due = obligation.currentDue
        return [
            .number(obligation.opener), .number(dispute), .text(obligation.kindName),
            .text(Self.list(obligation.owedBy)), .text(Self.list(obligation.owedTo)),
            .text(obligation.state.rawValue), .text(due?.day.description),
            .number(due?.isSoft == true ? 1 : 0), .blob(obligation.packed),
        ]
    }

    private static func list(_ parties: [Party]) -> String {
        JSON.array(parties.map { .string($0.reference) }).canonical
    }
}

extension FamilyRows.KeptDateRow {
    var columns: [Cell] {
        [
            .number(position), .number(dispute), .number(place), .text(due.day.description),
            .number(due.isSoft ? 1 : 0),
        ]
    }
}

extension Due {
    fileprivate var isSoft: Bool {
        if case .about = self { true } else { false }
    }
}

extension FamilyStore {
    /// Writes a family of which nothing is there.
    func write(_ rows: FamilyRows) throws {
        let entries = try EntryWriter(db, schema)
        for row in rows.entries { try entries.write(row) }
        for row in rows.disputes { try write(row) }
        for row in rows.obligations { try write(row) }
        for row in rows.keptDates { try write(row) }
    }

    /// A row that is there keeps its number, id and family, so the pages of the indexes over these need not be written with
    /// every act.
    func write(_ row: FamilyRows.DisputeRow) throws {
        let columns = row.columns
        let update = try PreparedStatement(
            db,
            """
            UPDATE \(schema.dispute)
            SET title = ?4, beginning = ?5, phase = ?6, since = ?7, cause = ?8, assessed = ?9, level = ?10, peak = ?11,
                last_act = ?12, opening = ?13, condition = ?14, measures = ?15, last_place = ?16,
                last_first = ?17, last_position = ?18
            WHERE number = ?1 AND id = ?2 AND family = ?3
            """)
        try update.bind(columns)
        try update.run()
        if db.changesCount == 0 { try write(columns, to: schema.dispute) }
    }

    func write(_ row: FamilyRows.ObligationRow) throws { try write(row.columns, to: schema.obligation) }
    func write(_ row: FamilyRows.KeptDateRow) throws { try write(row.columns, to: schema.keptDate) }

    private func write(_ columns: [Cell], to table: String) throws {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ",")
        let insert = try PreparedStatement(
            db, "INSERT OR REPLACE INTO \(table) VALUES (\(places))")
        try insert.bind(columns)
        try insert.run()
    }

    /// Takes all rows of a family away.
    func erase(_ family: String) throws {
        for table in [schema.entry, schema.obligation, schema.keptDate] {
            try db.execute(
                "DELETE FROM \(table) WHERE dispute IN (SELECT number FROM \(schema.dispute) WHERE family = ?)",
                [.text(family)])
        }
        try db.execute("DELETE FROM \(schema.dispute) WHERE family = ?", [.text(family)])
    }

    /// Takes all rows away that belong to none of these families.
    func eraseStrangers(besides families: some Collection<String>) throws {
        // A table, as names are compared by SQLite to the byte, and a function's place can be taken by a table.
        try db.execute("CREATE TEMP TABLE known_family (family TEXT PRIMARY KEY)")
        defer { try? db.execute("DROP TABLE temp.known_family") }
        for family in families {
            try db.execute("INSERT INTO temp.known_family VALUES (?)", [.text(family)])
        }
        try db.execute(
            "DELETE FROM \(schema.dispute) WHERE family NOT IN (SELECT family FROM temp.known_family)")
        for table in [schema.entry, schema.obligation, schema.keptDate] {
            try db.execute(
                "DELETE FROM \(table) WHERE dispute NOT IN (SELECT number FROM \(schema.dispute))")
        }
    }
}

/// Writes rows of entries: one for every event there is.
struct EntryWriter: ~Copyable {
    private let db: Database
    private let schema: ProjectionSchema
    private let statement: PreparedStatement

    init(_ db: Database, _ schema: ProjectionSchema) throws {
        self.db = db
        self.schema = schema
        statement = try PreparedStatement(
            db, "INSERT OR REPLACE INTO \(schema.entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    }

    func write(_ row: FamilyRows.EntryRow) throws {
        try statement.bind(row.dispute, at: 1)
        try statement.bind(row.position, at: 2)
        try statement.bind(row.place, at: 3)
        try statement.bind(row.firstTime, at: 4)
        try statement.bind(row.flags, at: 5)
        try statement.bind(row.target, at: 6)
        try statement.bind(blob: row.condition?.packed, at: 7)
        try statement.bind(blob: row.origin?.bytes, at: 8)
        try statement.run()
    }

    /// Notes that an event of a dispute has been corrected, and leaves the rest of its row.
    func markCorrected(_ position: Int, of opening: Opening) throws {
        let mark = try PreparedStatement(
            db,
            "UPDATE \(schema.entry) SET flags = flags | \(FamilyRows.EntryRow.corrected) WHERE dispute = ? AND position = ?"
        )
        try mark.bind([.number(opening.position), .number(position)])
        try mark.run()
    }
}
