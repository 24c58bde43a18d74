import Casebook
import EventLog

/// A row as a mapping reads it: the words of its cells, and what is made of them.
final class Reading {
    private(set) var row: TableRow
    /// The row of a joined table that is being gone through.
    var inner: TableRow?
    private let fileName: String
    private let empty: Set<String>
    private let values: [Expression]
    private let joins: [JoinedTable]
    /// What the values have given for this row.
    private var given: [Given]
    private var joined: [[TableRow]?]

    private enum Given {
        case unknown
        case text(String?)
        case fault(RowFault)
    }

    init(fileName: String, empty: [String], values: [Expression], joins: [JoinedTable]) {
        self.fileName = fileName
        self.empty = Set(empty)
        self.values = values
        self.joins = joins
        row = TableRow(line: 0, bytes: [], cells: [], quote: nil)
        given = Array(repeating: .unknown, count: values.count)
        joined = Array(repeating: nil, count: joins.count)
    }

    func begin(_ row: TableRow) {
        self.row = row
        inner = nil
        for index in given.indices { given[index] = .unknown }
        for index in joined.indices { joined[index] = nil }
    }

    /// What stands there; nil where that is nothing.
    func text(_ source: Source) throws(RowFault) -> String? {
        switch source {
        case .cell(let column): return cell(row, column)
        case .inner(let column): return inner.flatMap { cell($0, column) }
        case .joined(let table, let column): return rows(of: table).first.flatMap { cell($0, column) }
        case .value(let index): return try value(index)
        case .line: return String(row.line)
        case .hash: return hash
        case .file: return fileName
        }
    }

    func rows(of table: Int) -> [TableRow] {
        if let rows = joined[table] { return rows }
        let rows = joins[table].rows(for: row)
        joined[table] = rows
        return rows
    }

    /// Half of the SHA-256 of the row as it stands in the table.
    var hash: String { TreeHash.leaf(row.words).prefix(16).hexadecimal }

    private func cell(_ row: TableRow, _ column: Int) -> String? {
        guard !row.isEmpty(column) else { return nil }
        let text = row.text(column)
        return empty.contains(text) ? nil : text
    }

    private func value(_ index: Int) throws(RowFault) -> String? {
        switch given[index] {
        case .text(let text): return text
        case .fault(let fault): throw fault
        case .unknown: break
        }
        // A value is of the row itself, wherever it is asked for.
        let before = inner
        inner = nil
        defer { inner = before }
        do {
            let text = try values[index].text(self)
            given[index] = .text(text)
            return text
        } catch {
            given[index] = .fault(error)
            throw error
        }
    }
}

/// Where a placeholder's words come from.
enum Source {
    case cell(Int)
    /// Of the row of a joined table that is being gone through.
    case inner(Int)
    /// Of the first row of a joined table that belongs to the row.
    case joined(table: Int, column: Int)
    case value(Int)
    case line, hash, file
}
