import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// Writes a family of which nothing is there.
    func write(_ rows: FamilyRows) throws {
        for table in ProjectionTable.allCases {
            for row in rows[table] { try write(row, to: table) }
        }
    }

    /// Writes what differs.
    func write(_ rows: FamilyRows, over differences: FamilyDifferences) throws {
        // What stands there may be wrong in any of its columns, and in the way of what should.
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
        // The other columns of indexes are those of another row, which a file that was tampered with may have.
        guard db.changesCount == 0 else { return }
        try delete(row, from: table)
        try PreparedStatement(db, "INSERT OR REPLACE INTO \(schema[table]) \(table.insertion)", row).run()
    }

    /// Brings the row of a dispute up to date after further acts; what its opening says stays.
    ///
    /// - Returns: false where there is no row.
    func update(_ dispute: Dispute) throws -> Bool {
        let update = try PreparedStatement(
            db, "UPDATE \(schema[.dispute]) SET \(Self.assignments) WHERE number = ?",
            FamilyRows.standing(of: dispute) + [.number(dispute.number)])
        try update.run()
        return db.changesCount > 0
    }

    private static let assignments = ProjectionTable.columnsOfStanding.map { "\($0) = ?" }
        .joined(separator: ", ")

    /// - Returns: false where there is no entry.
    func setFlag(_ flag: Int, _ isSet: Bool, of position: Int) throws -> Bool {
        let update = try PreparedStatement(
            db,
            """
            UPDATE \(schema[.entry]) SET flags = CASE WHEN ?2 THEN flags | ?1 ELSE flags & ~?1 END
            WHERE position = ?3
            """)
        try update.bind([.number(flag), .number(isSet ? 1 : 0), .number(position)])
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

    /// Takes all rows of a family away.
    func erase(_ family: String) throws {
        for number in try numbers(of: family) {
            for table in ProjectionTable.allCases { try delete(table, of: number) }
        }
    }

    /// Takes all rows away that belong to none of these families; those of the log itself are drawn anew by a replay.
    func eraseStrangers(besides families: some Collection<String>) throws {
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

/// A name, compared byte by byte as SQLite compares it.
private struct ExactName: Hashable {
    private let bytes: [UInt8]

    init(_ name: String) { bytes = Array(name.utf8) }
}
