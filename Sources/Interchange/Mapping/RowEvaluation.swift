import Casebook
import EventLog

/// Evaluates a mapping for one row at a time: the texts of its cells and what the mapping derives from them.
/// Results are cached for the current row.
final class RowEvaluation {
    private(set) var row: TableRow
    /// The current row of an `each:` section, and the index of its joined table.
    var inner: (row: TableRow, table: Int)?
    /// The ordinal of the row among rows with the same words, from 1.
    var ordinal = 1
    /// Whether `{#hash}` gives the value of version 0.1.0, a hash of the row's bytes.
    private var usesFormerHash = false
    private let fileName: String
    private let empty: [Set<String>]
    private let values: [Expression]
    private let joins: [JoinedTable]
    /// The columns that the fingerprint covers: those that the mapping uses, with their names.
    private let words: [(name: String, place: Int)]
    /// The values computed for this row so far.
    private var given: [Given]
    /// The matching rows of each joined table, if they were looked up.
    private var joined: [[TableRow]?]
    private var knownHash: String?
    /// Whether the row has been tried before and waited for another row.
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

    /// Begins a new row.
    ///
    /// - Parameter isAgain: whether the row has been tried before and waited for another row.
    func begin(_ row: TableRow, isAgain: Bool = false) {
        self.row = row
        self.isAgain = isAgain
        inner = nil
        ordinal = 1
        knownHash = nil
        for index in given.indices { given[index] = .unknown }
        for index in joined.indices { joined[index] = nil }
    }

    /// The text of a source; nil if it is empty or not known.
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

    /// The rows of a joined table that match the current row.
    func rows(of table: Int) throws(RowError) -> [TableRow] {
        if let rows = joined[table] { return rows }
        var texts: [String] = []
        for source in joins[table].outer {
            // A text that means "not known" is used as it is: the joined table may have a row for it.
            if case .cell(let column) = source { texts.append(row.text(column)); continue }
            texts.append(try text(source) ?? "")
        }
        let rows = joins[table].rows(by: texts, isCounted: !isAgain)
        joined[table] = rows
        return rows
    }

    /// Evaluates `body` with the fingerprint of version 0.1.0.
    func withLegacyHash<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = given
        for index in given.indices { given[index] = .unknown }
        usesFormerHash = true
        defer { (given, usesFormerHash) = (before, false) }
        return try body()
    }

    /// The row's fingerprint. From the second row with the same words on, the ordinal is appended.
    var key: String {
        if usesFormerHash { return TreeHash.leaf(row.words).prefix(16).hexadecimal }
        return ordinal == 1 ? hash : "\(hash).\(ordinal)"
    }

    /// The first half of the SHA-256 tree leaf hash of the texts in the columns that the mapping uses, in
    /// hexadecimal. It depends neither on the order of the columns nor on the table's encoding, delimiter or
    /// quotation marks.
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
        // A value is always computed for the imported row, even if an `each:` section uses it.
        let before = inner
        inner = nil
        defer { inner = before }
        given[index] = .fault(RowError("A value of the mapping refers to itself."))
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

/// The source of a placeholder's text.
enum Source {
    /// A column of the imported table.
    case cell(Int)
    /// A column of the joined table of the current `each:` section.
    case inner(Int)
    /// A column of the first matching row of a joined table.
    case joined(table: Int, column: Int)
    /// A value of the section `values`.
    case value(Int)
    /// The row's line, the row's fingerprint, the file's name.
    case line, hash, file
}
