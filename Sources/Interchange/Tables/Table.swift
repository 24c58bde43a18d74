import SystemPackage

/// A table in a file: named columns, and rows that are read one at a time. Memory does not grow with the number
/// of rows.
final class Table {
    enum Item {
        case row(TableRow)
        case bad(line: Int, words: String, reason: String)
    }

    let name: String
    let columns: [String]
    private let bytes: TableBytes
    private let encoding: TextEncoding
    private var text: DelimitedText
    /// The first row, if it holds data and not column names.
    private var first: DelimitedText.Item?

    /// The share of the file that has been read, from 0 to 1; nil if the size of the file is unknown.
    var share: Double? { bytes.size.map { $0 == 0 ? 1 : Double(bytes.position) / Double($0) } }

    /// The number of empty rows skipped so far; spreadsheets often write some at the end.
    private(set) var emptyRows = 0

    /// Opens a table and reads its header.
    ///
    /// - Parameter folders: the folders in which the file must be, for a table that only a mapping names; nil
    ///   for a table that the user named.
    /// - Throws: `TableError`.
    init(_ path: FilePath, _ format: TableFormat, within folders: [FilePath]? = nil) throws {
        bytes = try TableBytes(path, format.encoding, within: folders)
        name = bytes.name
        encoding = format.encoding
        var (head, ends) = (try bytes.next() ?? [], LineEnds?.none)
        while true {
            ends = LineEnds(head, quote: format.quote)
            guard ends == nil, head.count < 1 << 18, let more = try bytes.next() else { break }
            head += more
        }
        let lineEnds = ends ?? .lineFeed
        var ahead: [UInt8]? = lineEnds.unified(head)
        let delimiter = format.delimiter ?? Self.delimiter(of: ahead ?? [], format)
        text = DelimitedText(
            named: name, delimiter: delimiter, quote: format.quote, comment: format.comment
        ) { [bytes] in
            defer { ahead = nil }
            return try ahead ?? bytes.next().map { lineEnds.unified($0) }
        }
        guard let item = try text.next() else { throw TableError.isEmpty(name) }
        if let columns = format.columns {
            // A table for which the mapping names the columns may have a header nevertheless, perhaps with only
            // some of these columns.
            let known = Set(columns)
            if case .row(let row) = item, case let names = row.texts, names.allSatisfy(known.contains) {
                self.columns = names
            } else {
                self.columns = columns
                first = item
            }
        } else {
            columns = try Self.header(item, name, format)
        }
    }

    private static func header(_ item: DelimitedText.Item, _ name: String, _ format: TableFormat)
        throws(TableError)
        -> [String]
    {
        switch item {
        case .bad(let line, _, let reason): throw .badHeader(name, line: line, reason: reason)
        case .row(let row):
            guard row.isSound else {
                throw .badHeader(name, line: row.line, reason: "It is no \(format.encoding.rawValue).")
            }
            guard row.texts.contains(where: { !$0.isEmpty }) else {
                throw .badHeader(name, line: row.line, reason: "It is empty.")
            }
            return row.texts
        }
    }

    /// The next row that is not empty; nil at the end.
    func next() throws -> Item? {
        while true {
            let item = try first ?? text.next()
            first = nil
            if case .row(let row)? = item, row.isBlank {
                emptyRows += 1
                continue
            }
            return item.map { sorted($0) }
        }
    }

    /// Returns the row if it is valid text and has as many cells as there are columns, otherwise a bad row.
    private func sorted(_ item: DelimitedText.Item) -> Item {
        switch item {
        case .bad(let line, let bytes, let reason):
            return .bad(line: line, words: String(decoding: bytes, as: UTF8.self), reason: reason)
        case .row(var row):
            row.dropBlankCells(beyond: columns.count)
            guard row.isSound else {
                return .bad(line: row.line, words: row.words, reason: "It is no \(encoding.rawValue).")
            }
            guard row.cells.count == columns.count else {
                return .bad(line: row.line, words: row.words, reason: cellCountProblem(row.cells.count))
            }
            return .row(row)
        }
    }

    private func cellCountProblem(_ count: Int) -> String {
        "It has \(count) \(count == 1 ? "cell" : "cells"), and the table \(columns.count) columns."
    }

    /// Detects the delimiter: among tab, comma, semicolon and vertical bar, the one that occurs most often,
    /// outside quotation marks, in the first line that is not a comment. If none occurs, it is the comma.
    private static func delimiter(of bytes: [UInt8], _ format: TableFormat) -> UInt8 {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 100)
        let comment = Array((format.comment ?? "").utf8)
        let line = lines.first { comment.isEmpty || !$0.starts(with: comment) } ?? []
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == format.quote { isQuoted.toggle() } else if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let usual = "\t,;|".utf8.map { ($0, counts[$0] ?? 0) }
        let most = usual.map(\.1).max() ?? 0
        return most == 0 ? UInt8(ascii: ",") : usual.first { $0.1 == most }?.0 ?? UInt8(ascii: ",")
    }
}

extension TableRow {
    /// The trimmed texts of all cells.
    fileprivate var texts: [String] { cells.indices.map { text($0).trimmed } }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        // Fast path: most texts have none.
        if first > 0x20, first < 0x7F, last > 0x20, last < 0x7F { return self }
        let start = drop { $0.isWhitespace }
        return String(
            start.prefix(
                upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex))
    }
}
