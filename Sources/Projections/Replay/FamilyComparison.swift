import EventLog
import SQLite

/// The differences between the stored projections of a family and a fold of the log, in words.
package struct FamilyComparison {
    /// A dispute whose rows are not what they should be.
    package struct Difference: Sendable, Equatable {
        /// The name of the dispute.
        package let dispute: String
        /// Clauses such as "phase: contested, should be raised".
        package let words: [String]
        /// The positions of the events whose rows differ, or that cause a difference.
        package let events: [Int]
    }

    /// The disputes that differ, in order of name.
    package let differences: [Difference]

    /// Compares the stored rows of a family with freshly computed ones.
    package init(_ store: FamilyStore, _ fresh: FamilyRows) throws {
        let found = try store.differences(from: fresh)
        guard !found.isEmpty else {
            differences = []
            return
        }
        var names: [Int: String] = [:]
        for row in fresh[.dispute] { names[row[0].number] = row[1].words }
        for row in (found.rows[.dispute] ?? []).compactMap(\.stored) { names[row[0].number] = row[1].words }
        differences = found.disputes.map { number in
            Self.difference(names[number] ?? "dispute \(number)", number, found)
        }.sorted { $0.dispute < $1.dispute }
    }

    private static let describedAbove: Set<ProjectionTable> = [.dispute, .run, .entry, .change, .obligation]

    private static func difference(_ name: String, _ number: Int, _ found: FamilyDifferences) -> Difference {
        var words: [String] = []
        var events: Set<Int> = []
        for row in found.of(.dispute, in: number) { describe(row, &words, &events) }
        var places = Set(found.runs[number] ?? [])
        for table in [ProjectionTable.entry, .change] {
            for row in found.of(table, in: number) {
                if let cells = row.stored ?? row.fresh {
                    places.insert(cells[table == .entry ? 0 : 3].number)
                }
            }
        }
        if !places.isEmpty || found.runs[number] != nil {
            words.append(
                "\(places.count) of its events have another place, or another effect, than they should")
            events.formUnion(places)
        }
        let owed = found.of(.obligation, in: number)
        for row in owed.prefix(5) { words.append(describe(row)) }
        if owed.count > 5 { words.append("\(owed.count - 5) more obligations differ") }
        events.formUnion(owed.map(\.key))
        for table in ProjectionTable.allCases where !describedAbove.contains(table) {
            let rows = found.of(table, in: number)
            if !rows.isEmpty { words.append("\(rows.count) of its \(table.rowsInWords) differ") }
            events.formUnion(rows.map(\.key))
        }
        return Difference(dispute: name, words: words, events: events.sorted())
    }

    private static func describe(
        _ row: FamilyDifferences.Difference, _ words: inout [String], _ events: inout Set<Int>
    ) {
        guard let stored = row.stored else { return words.append("it is absent, and should be there") }
        guard let fresh = row.fresh else { return words.append("it is there, and should not be") }
        func differ(_ column: String) -> Bool { cell(column, stored) != cell(column, fresh) }
        if differ("phase") {
            words.append("phase: \(text("phase", stored)), should be \(text("phase", fresh))")
            events.formUnion([cell("cause", stored).number, cell("cause", fresh).number])
        }
        if differ("level") {
            words.append("temperature: \(text("level", stored)), should be \(text("level", fresh))")
        }
        if ["title", "beginning", "opening"].contains(where: differ) {
            words.append("its title, sides or beginning are not what its opening says")
            events.formUnion([row.dispute])
        }
        if words.isEmpty { words.append("what is kept of its state is not what a fold gives") }
    }

    private static func describe(_ row: FamilyDifferences.Difference) -> String {
        func state(_ cells: ProjectionRow?) -> String { cells.map { $0[5].words } ?? "absent" }
        let (was, should) = (state(row.stored), state(row.fresh))
        return was == should
            ? "obligation #\(row.key) is not what a fold gives"
            : "obligation #\(row.key): \(was), should be \(should)"
    }

    /// The cell of a named column in a row of the dispute table.
    private static func cell(_ column: String, _ row: ProjectionRow) -> Cell {
        ProjectionTable.dispute.columns.firstIndex(of: column).map { row[$0] } ?? .strange
    }

    private static func text(_ column: String, _ row: ProjectionRow) -> String { cell(column, row).words }
}

extension FamilyDifferences.Difference {
    /// The first column, which identifies the row within its table.
    fileprivate var key: Int { (stored ?? fresh)?.first?.number ?? 0 }
}

extension Cell {
    var words: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .null: "none"
        default: "unreadable"
        }
    }
}
