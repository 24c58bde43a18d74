import Casebook
import EventLog

/// A row as a mapping reads it: the words of its cells, and what is made of them.
final class RowEvaluation {
    private(set) var row: TableRow
    /// The row of a joined table that is being gone through, and that table.
    var inner: (row: TableRow, table: Int)?
    /// Which of the rows of the same words it is, from 1.
    var ordinal = 1
    /// `{#hash}` is what version 0.1.0 gave for it: a hash of the row's bytes.
    private var usesFormerHash = false
    private let fileName: String
    private let empty: [Set<String>]
    private let values: [Expression]
    private let joins: [JoinedTable]
    /// By what a row is known: the columns that the mapping uses, with their names.
    private let words: [(name: String, place: Int)]
    /// What the values have given for this row.
    private var given: [Given]
    private var joined: [[TableRow]?]
    private var knownHash: String?
    private var isAgain = false

    private enum Given {
        case unknown
        case text(String?)
        case fault(RowError)
    }

    init(
        fileName: String, empty: [Set<String>] = [], values: [Expression] = [], joins: [JoinedTable] = [],
        words: [(name: String, place: Int)] = []
    ) {
        self.fileName = fileName
        self.empty = empty
        self.values = values
        self.joins = joins
        self.words = words
        row = TableRow(line: 0, bytes: [], cells: [], quote: nil)
        given = Array(repeating: .unknown, count: values.count)
        joined = Array(repeating: nil, count: joins.count)
    }

    /// `isAgain` where the row has waited for another one.
    func begin(_ row: TableRow, isAgain: Bool = false) {
        self.row = row
        self.isAgain = isAgain
        inner = nil
        ordinal = 1
        knownHash = nil
        for index in given.indices { given[index] = .unknown }
        for index in joined.indices { joined[index] = nil }
    }

    /// What stands there; nil where that is nothing.
    func text(_ source: Source) throws(RowError) -> String? {
        switch source {
        case .cell(let column): return cell(row, column, empty)
        case .inner(let column): return inner.flatMap { cell($0.row, column, joins[$0.table].empty) }
        case .joined(let table, let column):
            return try rows(of: table).first.flatMap { cell($0, column, joins[table].empty) }
        case .value(let index): return try value(index)
        case .line: return String(row.line)
        case .hash: return key
        case .file: return fileName
        }
    }

    func rows(of table: Int) throws(RowError) -> [TableRow] {
        if let rows = joined[table] { return rows }
        var texts: [String] = []
        for source in joins[table].outer {
            // What stands for "not known" may have its row there.
            if case .cell(let column) = source { texts.append(row.text(column)); continue }
            texts.append(try text(source) ?? "")
        }
        let rows = joins[table].rows(by: texts, isCounted: !isAgain)
        joined[table] = rows
        return rows
    }

    /// What version 0.1.0 would have made of the row.
    func formerly<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = given
        for index in given.indices { given[index] = .unknown }
        usesFormerHash = true
        defer { (given, usesFormerHash) = (before, false) }
        return try body()
    }

    /// The row's fingerprint; of the second, third … row of the same words with a number behind it.
    var key: String {
        if usesFormerHash { return TreeHash.leaf(row.words).prefix(16).hexadecimal }
        return ordinal == 1 ? hash : "\(hash).\(ordinal)"
    }

    /// Half of the SHA-256 of the words in the columns that the mapping uses, whatever their order and however the table
    /// was saved.
    var hash: String {
        if let knownHash { return knownHash }
        var text = ""
        for (name, place) in words {
            guard let words = cell(row, place, empty) else { continue }
            text += "\(name.utf8.count):\(name)\(words.utf8.count):\(words)"
        }
        let hash = TreeHash.leaf(text).prefix(16).hexadecimal
        knownHash = hash
        return hash
    }

    private func cell(_ row: TableRow, _ column: Int, _ empty: [Set<String>]) -> String? {
        guard !row.isEmpty(column) else { return nil }
        let text = row.text(column)
        let trimmed = text.trimmed
        guard !trimmed.isEmpty else { return nil }
        return column < empty.count && empty[column].contains(trimmed) ? nil : text
    }

    private func value(_ index: Int) throws(RowError) -> String? {
        switch given[index] {
        case .text(let text): return text
        case .fault(let fault): throw fault
        case .unknown: break
        }
        // A value is of the row itself, wherever it is asked for.
        let before = inner
        inner = nil
        defer { inner = before }
        given[index] = .fault(RowError("A value of the mapping is made of itself."))
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
