import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

/// How rows are written, and whether they are as they would be written.
extension FamilyStore {
    /// Writes what differs between what is there and what should be.
    func write(_ rows: FamilyRows, over old: FamilyRows, family: String) throws {
        let numbers = rows.disputes.mapValues(\.opening.position)
        for (id, dispute) in rows.disputes where old.disputes[id] != dispute { try write(dispute, family) }
        for (position, entry) in rows.entries where old.entries[position] != entry {
            try write(entry, at: position, dispute: numbers[entry.dispute] ?? 0)
        }
        for (opener, row) in rows.obligations where old.obligations[opener] != row {
            try write(row.obligation, dispute: numbers[row.obligation.dispute] ?? 0)
        }
        for (position, date) in rows.keptDates where old.keptDates[position] != date {
            try write(date, at: position, dispute: numbers[date.dispute] ?? 0)
        }
        for id in old.disputes.keys where rows.disputes[id] == nil {
            try db.execute(sql: "DELETE FROM \(schema.dispute) WHERE id = ?", arguments: [id])
        }
        for position in old.entries.keys where rows.entries[position] == nil {
            try db.execute(sql: "DELETE FROM \(schema.entry) WHERE position = ?", arguments: [position])
        }
        for opener in old.obligations.keys where rows.obligations[opener] == nil {
            try db.execute(sql: "DELETE FROM \(schema.obligation) WHERE opener = ?", arguments: [opener])
        }
        for position in old.keptDates.keys where rows.keptDates[position] == nil {
            try db.execute(sql: "DELETE FROM \(schema.keptDate) WHERE position = ?", arguments: [position])
        }
    }

    /// Takes all rows of a family away.
    func erase(_ family: String) throws {
        for table in [schema.entry, schema.obligation, schema.keptDate] {
            try db.execute(
                sql:
                    "DELETE FROM \(table) WHERE dispute IN (SELECT number FROM \(schema.dispute) WHERE family = ?)",
                arguments: [family])
        }
        try db.execute(sql: "DELETE FROM \(schema.dispute) WHERE family = ?", arguments: [family])
    }

    func write(_ row: FamilyRows.EntryRow, at position: Int, dispute: Int) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO \(schema.entry) VALUES (?, ?, ?, ?, ?, ?)")
            .execute(arguments: [
                position, dispute, row.place, row.flags, row.target, row.condition.map { Blob($0) },
            ])
    }

    func write(_ row: FamilyRows.DisputeRow, _ family: String) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO \(schema.dispute) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        ).execute(arguments: Self.columns(row, family))
    }

    private static func columns(_ row: FamilyRows.DisputeRow, _ family: String) -> StatementArguments {
        let condition = row.state.condition
        return [
            row.opening.position, row.opening.dispute, family, row.opening.title,
            row.opening.beginning.description, condition.phase.rawValue,
            (condition.phaseSince?.day ?? row.opening.beginning).description, condition.phaseCause,
            condition.assessed?.rawValue, condition.level, condition.peak, condition.lastAct?.description,
            Blob(row.opening.packed), Blob(condition.packed), Blob(row.state.measures.packed), row.lastPlace,
        ]
    }

    /// Whether the columns that people query say what the row is drawn from.
    func columnsAgree(_ row: FamilyRows.DisputeRow, _ dispute: String, _ family: String) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                SELECT 1 FROM \(schema.dispute)
                WHERE number IS ? AND id IS ? AND family IS ? AND title IS ? AND beginning IS ? AND phase IS ?
                  AND since IS ? AND cause IS ? AND assessed IS ? AND level IS ? AND peak IS ? AND last_act IS ?
                  AND opening IS ? AND condition IS ? AND measures IS ? AND last_place IS ?
                """, arguments: Self.columns(row, family)) != nil
    }

    /// Whether the row of an event that concerns the log itself says what its text says.
    func hasRow(ofLog position: Int) throws -> Bool {
        let recorded = try Log(db).text(at: position).flatMap { Event(text: $0) }?.recordedAt
        let row = FamilyRows.EntryRow.ofLog(recordedAt: recorded?.milliseconds ?? 0)
        return try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM \(schema.entry) WHERE position = ? AND dispute = 0 AND place = ? AND flags = ?
                      AND target IS NULL AND condition IS NULL
                    """), arguments: [position, row.place, row.flags]) != nil
    }

    func write(_ obligation: Obligation, dispute: Int) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO \(schema.obligation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: Self.columns(obligation, dispute))
    }

    private static func columns(_ obligation: Obligation, _ dispute: Int) -> StatementArguments {
        let due = obligation.currentDue
        var isSoft = false
        if case .about = due { isSoft = true }
        return [
            obligation.opener, dispute, obligation.kindName, list(obligation.owedBy), list(obligation.owedTo),
            obligation.state.rawValue, due?.day.description, isSoft, Blob(obligation.packed),
        ]
    }

    func columnsAgree(_ obligation: Obligation, dispute: Int) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM \(schema.obligation)
                    WHERE opener IS ? AND dispute IS ? AND kind IS ? AND owed_by IS ? AND owed_to IS ? AND state IS ?
                      AND due IS ? AND is_soft IS ? AND body IS ?
                    """), arguments: Self.columns(obligation, dispute)) != nil
    }

    func write(_ row: FamilyRows.KeptDateRow, at position: Int, dispute: Int) throws {
        var isSoft = false
        if case .about = row.due { isSoft = true }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO \(schema.keptDate) VALUES (?, ?, ?, ?, ?)")
            .execute(arguments: [position, dispute, row.place, row.due.day.description, isSoft])
    }

    private static func list(_ parties: [Party]) -> String {
        JSON.array(parties.map { .string($0.reference) }).canonical
    }
}
