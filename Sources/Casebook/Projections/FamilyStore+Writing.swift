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
        for (table, differing) in differences.rows {
            for row in differing where row.fresh == nil {
                if let stored = row.stored { try delete(stored, from: table) }
            }
            for row in differing { if let fresh = row.fresh { try write(fresh, to: table) } }
        }
        for number in differences.runs.keys {
            try delete(.run, of: number)
            for row in rows[.run] where row[0].number == number { try write(row, to: .run) }
        }
    }

    func write(_ row: ProjectionRow, to table: ProjectionTable) throws {
        let places = Array(repeating: "?", count: row.count).joined(separator: ",")
        let insert = try PreparedStatement(
            db,
            "INSERT OR REPLACE INTO \(schema[table]) (\(table.columns.joined(separator: ","))) VALUES (\(places))"
        )
        try insert.bind(row)
        try insert.run()
    }

    private func delete(_ row: ProjectionRow, from table: ProjectionTable) throws {
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

    /// Takes all rows away that belong to none of these families, nor to the log itself.
    func eraseStrangers(besides families: some Collection<String>) throws {
        let known = Set(families.map { ExactName($0) })
        for family in try self.families() where !known.contains(ExactName(family)) { try erase(family) }
        for table in ProjectionTable.allCases where table != .dispute {
            try db.execute(
                """
                DELETE FROM \(schema[table]) WHERE \(table.disputeColumnName) <> 0
                    AND \(table.disputeColumnName) NOT IN (SELECT number FROM \(schema[.dispute]))
                """)
        }
    }
}

/// A name, compared byte by byte as SQLite compares it.
private struct ExactName: Hashable {
    private let bytes: [UInt8]

    init(_ name: String) { bytes = Array(name.utf8) }
}
