import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// Writes the rows of a family that has none yet.
    func write(_ rows: FamilyRows) throws {
        for table in ProjectionTable.allCases {
            for row in rows[table] { try write(row, to: table) }
        }
    }

    /// Writes the rows that differ.
    func write(_ rows: FamilyRows, over differences: FamilyDifferences) throws {
        // Delete first: a stored row may be wrong in any column, and conflict with the row to be written.
        for (table, differing) in differences.rows {
            for stored in differing.compactMap(\.stored) { try delete(stored, from: table) }
            for fresh in differing.compactMap(\.fresh) { try write(fresh, to: table) }
        }
        for number in differences.runs.keys {
            try delete(.run, of: number)
            for row in rows.runs(of: number) { try write(row, to: .run) }
        }
    }

    func write(_ row: ProjectionRow, to table: ProjectionTable) throws {
        try PreparedStatement(db, "INSERT OR REPLACE INTO \(schema[table]) \(table.insertion)", row).run()
        // Nothing was written, because the stored row of this key has other values in indexed columns. An
        // obligation whose state has changed is such a row.
        guard db.changesCount == 0 else { return }
        try delete(row, from: table)
        try PreparedStatement(db, "INSERT OR REPLACE INTO \(schema[table]) \(table.insertion)", row).run()
    }

    /// Updates the state of a dispute after further acts. The columns that come from its opening stay.
    ///
    /// - Returns: false if there is no row.
    func update(_ dispute: Dispute) throws -> Bool {
        let update = try PreparedStatement(
            db, "UPDATE \(schema[.dispute]) SET \(ProjectionTable.assignmentsOfStanding) WHERE number = ?",
            ProjectionTable.standing(of: dispute) + [.number(dispute.number)])
        try update.run()
        return db.changesCount > 0
    }

    /// Sets or clears a flag of an event's entry.
    ///
    /// - Returns: false if the event has no entry.
    func setFlag(_ flag: EntryFlag, _ isSet: Bool, of position: Int) throws -> Bool {
        let update = try PreparedStatement(
            db,
            """
            UPDATE \(schema[.entry]) SET flags = CASE WHEN ?2 THEN flags | ?1 ELSE flags & ~?1 END
            WHERE position = ?3
            """)
        try update.bind([.number(flag.rawValue), .flag(isSet), .number(position)])
        try update.run()
        return db.changesCount > 0
    }

    func delete(_ row: ProjectionRow, from table: ProjectionTable) throws {
        let delete = try PreparedStatement(
            db, "DELETE FROM \(schema[table]) WHERE \(table.keyCondition())")
        try delete.bind(Array(row.prefix(table.keyCount)))
        try delete.run()
    }

    private func delete(_ table: ProjectionTable, of dispute: Int) throws {
        let delete = try PreparedStatement(
            db, "DELETE FROM \(schema[table]) WHERE \(table.disputeColumnName) = ?")
        try delete.bind(dispute, at: 1)
        try delete.run()
    }

    /// Deletes all rows of a family.
    func erase(_ family: String) throws {
        for number in try numbers(of: family) {
            for table in ProjectionTable.allCases { try delete(table, of: number) }
        }
    }

    /// Deletes all rows that belong to none of these families. This includes the rows of events that concern
    /// the log itself; a replay writes them again.
    func eraseRows(notOf families: some Collection<String>) throws {
        let known = Set(families.map { ExactName($0) })
        for family in try self.families() where !known.contains(ExactName(family)) { try erase(family) }
        for table in ProjectionTable.allCases where table != .dispute {
            try db.execute(
                """
                DELETE FROM \(schema[table])
                WHERE \(table.disputeColumnName) NOT IN (SELECT number FROM \(schema[.dispute]))
                """)
        }
    }
}

/// A name that is compared byte by byte, as SQLite does it.
private struct ExactName: Hashable {
    private let bytes: [UInt8]

    init(_ name: String) { bytes = Array(name.utf8) }
}
