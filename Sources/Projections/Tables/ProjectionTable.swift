import EventLog
import SQLite

/// The tables of one generation of the projections.
package enum ProjectionTable: String, CaseIterable {
    case dispute, run, entry, obligation, measure, change
    case appointment = "kept_date"

    /// In the order in which they are declared.
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

    /// Of disputes: how they stand after all their acts, as against what their openings say.
    static let columnsOfStanding = [
        "phase", "since", "cause", "assessed", "level", "peak", "last_act", "lines", "state", "last_place",
        "last_first", "last_position",
    ]

    /// Of obligations: somebody waits for an answer, or for a judgement of one. The index of the pending ones says it in these words,
    /// and serves questions that do, too.
    static let isPending = "state IN ('open', 'acknowledged', 'partial', 'answered')"

    /// How many of the first columns tell a row from the others.
    var keyCount: Int {
        switch self {
        case .dispute, .entry, .obligation, .measure, .appointment: 1
        case .run, .change: 4
        }
    }

    /// The column that holds the number of the row's dispute.
    var disputeColumn: Int {
        switch self {
        case .dispute, .run, .change: 0
        case .entry, .obligation, .measure, .appointment: 1
        }
    }

    var disputeColumnName: String { columns[disputeColumn] }

    /// The columns of indexes beside the key. Where they stay as they are, the pages of these indexes need not be written.
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

    /// What follows `INSERT OR REPLACE INTO` and the table's name. A row of the same key is brought up to date, if the columns of its
    /// indexes are the same.
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

    /// `AND`s the key's columns with as many parameters, from `first` on.
    func keyCondition(from first: Int = 1) -> String {
        columns.prefix(keyCount).enumerated().map { "\($0.element) = ?\(first + $0.offset)" }
            .joined(separator: " AND ")
    }
}

/// A row of such a table, as its columns have it.
package typealias ProjectionRow = [Cell]

extension [Cell] {
    /// Rows are compared and written in the order of their keys.
    func precedes(_ other: [Cell], by count: Int) -> Bool {
        for index in 0..<count {
            let (one, two) = (self[index].number, other[index].number)
            if one != two { return one < two }
        }
        return false
    }
}

extension Cell {
    /// 0 where it is none.
    var number: Int {
        if case .number(let number) = self { number } else { 0 }
    }
}
