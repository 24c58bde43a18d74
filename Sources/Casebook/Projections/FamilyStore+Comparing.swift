import DisputeModel
import EventLog
import SQLite

/// What the tables hold of a family beside what they should.
struct FamilyDifferences {
    /// A row that is not as it should be: one of the two is nil where there is none.
    struct Row {
        let dispute: Int
        let stored: [Cell]?
        let fresh: [Cell]?
    }

    /// By position.
    fileprivate(set) var entries: [Int: (dispute: Int, fresh: FamilyRows.EntryRow?)] = [:]
    /// Rows of events under disputes to which they do not belong, as the table has them.
    fileprivate(set) var strays: [(dispute: Int, position: Int)] = []
    /// By number, opener and position.
    fileprivate(set) var disputes: [Int: Row] = [:]
    fileprivate(set) var obligations: [Int: Row] = [:]
    fileprivate(set) var keptDates: [Int: Row] = [:]

    var isEmpty: Bool {
        entries.isEmpty && strays.isEmpty && disputes.isEmpty && obligations.isEmpty && keptDates.isEmpty
    }
}

extension FamilyStore {
    /// Compares every column of every row.
    func differences(from fresh: FamilyRows) throws -> FamilyDifferences {
        var differences = FamilyDifferences()
        let stored = try self.rows(
            of: schema.dispute, where: "family = ?", .text(fresh.family))
        differences.disputes = Self.compare(
            stored, fresh.disputes.map { ($0.number, $0.columns) }, dispute: 0)
        let numbers = Set(stored.map(\.key)).union(fresh.disputes.map(\.number)).sorted()
        for number in numbers {
            let own = Cell.number(number)
            differences.obligations.merge(
                Self.compare(
                    try self.rows(of: schema.obligation, where: "dispute = ?", own),
                    fresh.obligations.lazy.filter { $0.dispute == number }.map {
                        ($0.obligation.opener, $0.columns)
                    }, dispute: 1)
            ) { $0.joined(with: $1) }
            differences.keptDates.merge(
                Self.compare(
                    try self.rows(of: schema.keptDate, where: "dispute = ?", own),
                    fresh.keptDates.lazy.filter { $0.dispute == number }.map { ($0.position, $0.columns) },
                    dispute: 1)
            ) { $0.joined(with: $1) }
        }
        try compareEntries(numbers, fresh.entries, &differences)
        return differences
    }

    /// The rows with their keys, which stand first, in order of them.
    private func rows(
        of table: String, where condition: String, _ argument: Cell
    ) throws -> [(key: Int, columns: [Cell])] {
        let statement = try PreparedStatement(
            db, "SELECT * FROM \(table) WHERE \(condition) ORDER BY 1")
        try statement.bind([argument])
        defer { statement.reset() }
        var rows: [(key: Int, columns: [Cell])] = []
        while try statement.step() { rows.append((statement.number(0), statement.cells)) }
        return rows
    }

    /// - Parameter dispute: the column that says whose row it is.
    private static func compare(
        _ stored: [(key: Int, columns: [Cell])],
        _ fresh: some Sequence<(key: Int, columns: [Cell])>, dispute: Int
    ) -> [Int: FamilyDifferences.Row] {
        var differing: [Int: FamilyDifferences.Row] = [:]
        var rest = stored[...]
        func stray(_ row: (key: Int, columns: [Cell])) {
            differing[row.key] = .init(
                dispute: row.columns[dispute].number, stored: row.columns, fresh: nil)
        }
        for (key, columns) in fresh {
            while let first = rest.first, first.key < key {
                stray(first)
                rest.removeFirst()
            }
            let found = rest.first.flatMap { $0.key == key ? $0.columns : nil }
            if found != nil { rest.removeFirst() }
            if found != columns {
                differing[key] = .init(
                    dispute: columns[dispute].number, stored: found, fresh: columns)
            }
        }
        rest.forEach(stray)
        return differing
    }

    private func compareEntries(
        _ numbers: [Int], _ fresh: [FamilyRows.EntryRow], _ differences: inout FamilyDifferences
    ) throws {
        let statement = try PreparedStatement(
            db,
            """
            SELECT position, place, first, flags, target, condition, origin FROM \(schema.entry)
            WHERE dispute = ? ORDER BY position
            """
        )
        var rest = fresh[...]
        for number in numbers {
            try statement.bind(number, at: 1)
            defer { statement.reset() }
            while try statement.step() {
                let position = statement.number(0)
                while let next = rest.first, (next.dispute, next.position) < (number, position) {
                    differences.entries[next.position] = (next.dispute, next)
                    rest.removeFirst()
                }
                guard let next = rest.first, next.dispute == number, next.position == position else {
                    differences.strays.append((number, position))
                    continue
                }
                rest.removeFirst()
                if !Self.agrees(statement, next) { differences.entries[position] = (number, next) }
            }
        }
        for row in rest { differences.entries[row.position] = (row.dispute, row) }
    }

    private static func agrees(_ stored: borrowing PreparedStatement, _ row: FamilyRows.EntryRow) -> Bool {
        guard stored.optionalNumber(1) == row.place, stored.optionalNumber(2) == row.firstTime,
            stored.optionalNumber(3) == row.flags,
            stored.cell(4) == (row.target.map { .number($0) } ?? .null),
            stored.cell(6) == (row.origin.map { .blob($0.bytes) } ?? .null)
        else { return false }
        guard let condition = row.condition else { return stored.isNull(5) }
        return !stored.isNull(5) && stored.bytes(5).elementsEqual(condition.packed)
    }

    /// Writes what differs.
    func write(_ rows: FamilyRows, over differences: FamilyDifferences) throws {
        guard !differences.isEmpty else { return }
        for (dispute, position) in differences.strays {
            try db.execute(
                "DELETE FROM \(schema.entry) WHERE dispute = ? AND position = ?",
                [.number(dispute), .number(position)])
        }
        let entries = try EntryWriter(db, schema)
        for (_, entry) in differences.entries.sorted(by: { $0.key < $1.key }) {
            if let row = entry.fresh { try entries.write(row) }
        }
        for row in rows.disputes where differences.disputes[row.number] != nil { try write(row) }
        for row in rows.obligations where differences.obligations[row.obligation.opener] != nil {
            try write(row)
        }
        for row in rows.keptDates where differences.keptDates[row.position] != nil { try write(row) }
        for (table, key, differing) in [
            (schema.dispute, "number", differences.disputes),
            (schema.obligation, "opener", differences.obligations),
            (schema.keptDate, "position", differences.keptDates),
        ] {
            for (number, row) in differing where row.fresh == nil {
                try db.execute("DELETE FROM \(table) WHERE \(key) = ?", [.number(number)])
            }
        }
    }
}

extension FamilyDifferences.Row {
    /// Of a row of obligations; nil where there was none that can be read.
    var storedObligation: Obligation? {
        guard case .blob(let body)? = stored?.last else { return nil }
        return try? Obligation(packed: body)
    }

    /// A row that stands under one dispute and should stand under another.
    fileprivate func joined(with other: Self) -> Self {
        Self(
            dispute: fresh == nil ? other.dispute : dispute, stored: stored ?? other.stored,
            fresh: fresh ?? other.fresh)
    }
}

extension Cell {
    /// 0 where it is none.
    var number: Int {
        if case .number(let number) = self { number } else { 0 }
    }
}
