import DisputeModel
import EventLog
import SQLite

/// The differences between the stored rows of a family and freshly computed ones.
struct FamilyDifferences {
    /// A row that differs. `stored` is nil if the row is missing, `fresh` if it should not exist.
    struct Difference {
        let dispute: Int
        let stored: ProjectionRow?
        let fresh: ProjectionRow?
    }

    /// The differences in all tables except the runs.
    private(set) var rows: [ProjectionTable: [Difference]] = [:]
    /// The disputes whose runs differ, with the positions of the steps that differ.
    private(set) var runs: [Int: [Int]] = [:]

    var isEmpty: Bool { rows.values.allSatisfy(\.isEmpty) && runs.isEmpty }

    var disputes: Set<Int> { Set(rows.values.joined().map(\.dispute)).union(runs.keys) }

    func of(_ table: ProjectionTable, in dispute: Int) -> [Difference] {
        (rows[table] ?? []).filter { $0.dispute == dispute }
    }

    fileprivate init(_ store: FamilyStore, _ fresh: FamilyRows) throws {
        let numbers = Set(try store.numbers(of: fresh.family)).union(fresh[.dispute].map { $0[0].number })
            .sorted()
        for table in ProjectionTable.allCases where table != .run {
            var stored: [ProjectionRow] = []
            for number in numbers { stored += try store.rows(of: table, in: number) }
            // A row of this family may be stored under another dispute.
            if table.keyCount == 1 {
                let keys = Set(stored.map { $0[0].number })
                for row in fresh[table] where !keys.contains(row[0].number) {
                    if let stray = try store.row(of: table, row[0].number) { stored.append(stray) }
                }
            }
            stored.sort { $0.precedes($1, by: table.keyCount) }
            compare(stored, fresh[table], table)
        }
        for number in numbers {
            let own = Array(fresh.runs(of: number))
            let stored = try store.rows(of: .run, in: number)
            // Runs before the first difference need not be decoded.
            let same = zip(stored, own).prefix { $0 == $1 }.count
            guard same < max(stored.count, own.count) else { continue }
            if let differing = Self.compare(Array(stored[same...]), Array(own[same...])) {
                runs[number] = differing
            }
        }
    }

    private mutating func compare(
        _ stored: [ProjectionRow], _ fresh: [ProjectionRow], _ table: ProjectionTable
    ) {
        var rest = stored[...]
        func note(_ stored: ProjectionRow?, _ fresh: ProjectionRow?) {
            let dispute = (fresh ?? stored)?[table.disputeColumn].number ?? 0
            rows[table, default: []].append(Difference(dispute: dispute, stored: stored, fresh: fresh))
        }
        for row in fresh {
            while let first = rest.first, first.precedes(row, by: table.keyCount) {
                note(first, nil)
                rest.removeFirst()
            }
            guard let first = rest.first, !row.precedes(first, by: table.keyCount) else {
                note(nil, row)
                continue
            }
            rest.removeFirst()
            if first != row { note(first, row) }
        }
        for row in rest { note(row, nil) }
    }

    /// The positions of the steps that differ. nil if only the boundaries of the runs differ, which does not
    /// count.
    private static func compare(_ stored: [ProjectionRow], _ fresh: [ProjectionRow]) -> [Int]? {
        func decoded(_ rows: [ProjectionRow]) -> [Run]? {
            var runs: [Run] = []
            for row in rows {
                guard case .blob(let bytes) = row[4], let run = try? Run(packed: bytes),
                    run.row(dispute: row[0].number) == row, !run.steps.isEmpty
                else { return nil }
                runs.append(run)
            }
            return runs
        }
        let should = decoded(fresh) ?? []
        guard let found = decoded(stored) else { return should.flatMap(\.steps).map(\.step.position) }
        let (one, other) = (found.flatMap(\.steps), should.flatMap(\.steps))
        guard one == other else {
            return zip(one, other).filter { $0 != $1 }.map(\.1.step.position)
                + (one.count > other.count ? one.dropFirst(other.count) : other.dropFirst(one.count))
                .map(\.step.position)
        }
        // The state before each run must be the state that the preceding steps lead to.
        var state = found.first?.before
        guard state == should.first?.before else { return one.first.map { [$0.step.position] } ?? [] }
        for run in found {
            guard run.before == state else { return run.steps.first.map { [$0.step.position] } ?? [] }
            state = run.after
        }
        return nil
    }
}

extension FamilyStore {
    /// Compares every column of every row.
    func differences(from fresh: FamilyRows) throws -> FamilyDifferences {
        try FamilyDifferences(self, fresh)
    }

    /// The rows of a dispute in a table, in the order of their keys.
    fileprivate func rows(of table: ProjectionTable, in dispute: Int) throws -> [ProjectionRow] {
        let columns = table.columns.joined(separator: ", ")
        let key = table.columns.prefix(table.keyCount).joined(separator: ", ")
        let statement = try PreparedStatement(
            db,
            "SELECT \(columns) FROM \(schema[table]) WHERE \(table.disputeColumnName) = ? ORDER BY \(key)")
        try statement.bind(dispute, at: 1)
        defer { statement.reset() }
        var rows: [ProjectionRow] = []
        while try statement.step() { rows.append(statement.cells) }
        return rows
    }

    /// The row with this first column; nil if there is none.
    package func row(of table: ProjectionTable, _ key: Int) throws -> ProjectionRow? {
        let statement = try PreparedStatement(
            db,
            "SELECT \(table.columns.joined(separator: ", ")) FROM \(schema[table]) WHERE \(table.columns[0]) = ?"
        )
        try statement.bind(key, at: 1)
        return try statement.first { $0.cells }
    }
}
