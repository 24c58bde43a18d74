import EventLog
import SQLite

/// The tables of one generation of the projections.
package enum ProjectionTable: String, CaseIterable {
    case dispute, run, entry, obligation, measure, change
    case appointment = "kept_date"

    /// The columns in the order of their declaration, without a run's `id`.
    var columns: [String] {
        switch self {
        case .dispute:
            ["number", "id", "family", "title", "beginning", "opening"] + Self.columnsOfStanding
        case .run: ["dispute", "place", "first", "position", "body"]
        case .entry: ["position", "dispute", "place", "first", "flags", "target", "origin"]
        case .obligation:
            ["opener", "dispute", "kind", "owed_by", "owed_to", "state", "due", "is_soft", "body"]
        case .measure: ["cause", "dispute", "level", "body"]
        case .change: ["dispute", "place", "first", "position", "phase"]
        case .appointment: ["position", "dispute", "place", "due", "is_soft"]
        }
    }

    /// The columns of `dispute` that give the state after all acts, as opposed to what the opening says.
    static let columnsOfStanding = [
        "phase", "since", "cause", "assessed", "level", "peak", "last_act", "lines", "state", "last_place",
        "last_first", "last_position",
    ]

    /// An SQL condition for an obligation for which somebody waits: for an answer, or for an assessment of
    /// one. The partial index has the same condition, so SQLite can use it for queries that contain this
    /// text.
    static let isPending = "state IN ('open', 'acknowledged', 'partial', 'answered')"

    /// How many of the first columns form the key.
    var keyCount: Int {
        switch self {
        case .dispute, .entry, .obligation, .measure, .appointment: 1
        case .run, .change: 4
        }
    }

    /// The index of the column with the dispute's number.
    var disputeColumn: Int {
        switch self {
        case .dispute, .run, .change: 0
        case .entry, .obligation, .measure, .appointment: 1
        }
    }

    var disputeColumnName: String { columns[disputeColumn] }

    /// The indexed columns that are not part of the key. An update that does not change them does not write
    /// pages of these indexes.
    private var indexedColumns: [String] {
        switch self {
        case .dispute: ["id", "family"]
        case .run, .change: []
        case .entry: ["dispute", "target", "origin"]
        case .obligation: ["dispute", "state"]
        case .measure: ["dispute"]
        case .appointment: ["dispute", "due"]
        }
    }

    /// The SQL that follows `INSERT OR REPLACE INTO` and the table's name. If there is a row with the same
    /// key and the same indexed columns, it is updated. If its indexed columns differ, nothing happens.
    var insertion: String { Self.insertions[self] ?? "" }

    private static let insertions = Dictionary(
        uniqueKeysWithValues: allCases.map { table in
            let columns = table.columns
            let key = columns.prefix(table.keyCount)
            let kept = table.indexedColumns
            let changed = columns.dropFirst(table.keyCount).filter { !kept.contains($0) }
            let condition = kept.map { "\($0) IS excluded.\($0)" }.joined(separator: " AND ")
            return (
                table,
                """
                (\(columns.joined(separator: ", ")))
                VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
                ON CONFLICT (\(key.joined(separator: ", ")))
                DO UPDATE SET \(changed.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
                \(condition.isEmpty ? "" : "WHERE \(condition)")
                """
            )
        })

    /// An SQL condition that compares the key columns with parameters, numbered from `first`.
    func keyCondition(from first: Int = 1) -> String {
        columns.prefix(keyCount).enumerated().map { "\($0.element) = ?\(first + $0.offset)" }
            .joined(separator: " AND ")
    }
}

/// The cells of a row, in the order of the table's `columns`.
package typealias ProjectionRow = [Cell]

extension [Cell] {
    /// Whether the key of this row comes before that of another one. The key is the first `count` cells.
    func precedes(_ other: [Cell], by count: Int) -> Bool {
        for index in 0..<count {
            let (one, two) = (self[index].number, other[index].number)
            if one != two { return one < two }
        }
        return false
    }
}

extension Cell {
    /// The number; 0 if the cell contains none.
    var number: Int {
        if case .number(let number) = self { number } else { 0 }
    }
}
