import EventLog
import SQLite

/// The tables of one generation of the projections.
enum ProjectionTable: String, CaseIterable {
    case dispute, run, entry, obligation, measure, change
    case keptDate = "kept_date"

    /// In the order in which they are declared.
    var columns: [String] {
        switch self {
        case .dispute:
            [
                "number", "id", "family", "title", "beginning", "phase", "since", "cause", "assessed",
                "level",
                "peak", "last_act", "opening", "state", "last_place", "last_first", "last_position",
            ]
        case .run: ["dispute", "place", "first", "position", "body"]
        case .entry: ["position", "dispute", "place", "first", "flags", "target", "origin"]
        case .obligation:
            ["opener", "dispute", "kind", "owed_by", "owed_to", "state", "due", "is_soft", "body"]
        case .measure: ["cause", "dispute", "level", "body"]
        case .change: ["dispute", "place", "first", "position", "phase"]
        case .keptDate: ["position", "dispute", "place", "due", "is_soft"]
        }
    }

    /// How many of the first columns tell a row from the others.
    var keyCount: Int {
        switch self {
        case .dispute, .entry, .obligation, .measure, .keptDate: 1
        case .run, .change: 4
        }
    }

    /// The column that holds the number of the row's dispute.
    var disputeColumn: Int {
        switch self {
        case .dispute, .run, .change: 0
        case .entry, .obligation, .measure, .keptDate: 1
        }
    }

    var disputeColumnName: String { columns[disputeColumn] }

    /// `AND`s the key's columns with as many parameters, from `first` on.
    func keyCondition(from first: Int = 1) -> String {
        columns.prefix(keyCount).enumerated().map { "\($0.element) = ?\(first + $0.offset)" }
            .joined(separator: " AND ")
    }
}

/// A row of such a table, as its columns have it.
typealias ProjectionRow = [Cell]

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
