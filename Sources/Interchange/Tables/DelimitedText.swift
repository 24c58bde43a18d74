import TextSafety

/// Splits text into rows and cells by the rules of RFC 4180. It also accepts other delimiters, text without a
/// quotation mark character, and line ends without CR.
///
/// A quotation mark inside a cell that does not begin with one is an ordinary character. If a quotation mark is
/// opened but not closed correctly, only the line where it opens is lost: reading continues with the next line.
/// Empty lines are skipped.
struct DelimitedText {
    enum Item {
        case row(TableRow)
        /// A line that cannot be read as a row.
        case bad(line: Int, bytes: [UInt8], reason: String)
    }

    /// The maximum length of a row, in bytes.
    static let longest = 1 << 26

    private let name: String
    /// Gives the next piece of the text; nil at the end.
    private let source: () throws -> [UInt8]?
    private let delimiter: UInt8
    private let quote: UInt8?
    private let comment: [UInt8]
    private let longest: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var line = 1
    private var isAtEnd = false

    init(
        named name: String, delimiter: UInt8, quote: UInt8?, comment: String? = nil,
        longest: Int = Self.longest,
        _ source: @escaping () throws -> [UInt8]?
    ) {
        self.name = name
        self.delimiter = delimiter
        self.quote = quote
        self.comment = Array((comment ?? "").utf8)
        self.longest = longest
        self.source = source
    }

    /// The next row or bad line; nil at the end.
    mutating func next() throws -> Item? {
        try passOver()
        guard start < buffer.count else { return nil }
        var scan = RowScan(delimiter: delimiter, quote: quote)
        while true {
            let piece = buffer[start...]
            switch scan.run(piece, isAtEnd: isAtEnd) {
            case .row(let end, let next):
                let row = TableRow(
                    line: line, bytes: Array(buffer[start..<(start + end)]), cells: scan.cells, quote: quote)
                line += scan.lineEnds + 1
                start += next
                return .row(row)
            case .malformed(let reason): return try skipBadLine(reason)
            case .more:
                guard buffer.count - start <= longest else { return try skipBadLine(RowScan.unclosed) }
                try fill()
            }
        }
    }

    /// Skips empty lines and comments.
    private mutating func passOver() throws {
        while true {
            while buffer.count - start < max(comment.count, 2), !isAtEnd { try fill() }
            let rest = buffer[start...]
            if rest.first == lineFeed {
                start += 1
            } else if rest.starts(with: [carriageReturn, lineFeed]) {
                start += 2
            } else if !comment.isEmpty, rest.starts(with: comment) {
                start = try endOfLine().next
            } else {
                return
            }
            line += 1
        }
    }

    /// Gives up the line that begins here. Reading continues with the next line.
    private mutating func skipBadLine(_ reason: String) throws -> Item {
        let (end, next) = try endOfLine()
        defer {
            start = next
            line += 1
        }
        return .bad(line: line, bytes: Array(buffer[start..<end]), reason: reason)
    }

    /// The end of the current line without its line end, and the start of the next line.
    private mutating func endOfLine() throws -> (end: Int, next: Int) {
        var searched = 0
        while true {
            if let end = buffer[(start + searched)...].firstIndex(of: lineFeed) {
                let isTwo = end > start && buffer[end - 1] == carriageReturn
                return (isTwo ? end - 1 : end, end + 1)
            }
            guard !isAtEnd else { return (buffer.count, buffer.count) }
            searched = buffer.count - start
            guard searched <= longest else { throw TableError.rowTooLong(name, line: line) }
            try fill()
        }
    }

    private mutating func fill() throws {
        guard let piece = try source() else {
            isAtEnd = true
            return
        }
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer += piece
    }
}

/// Scans for the end of one row. It can stop at the end of the text read so far and continue when more text has
/// been read.
private struct RowScan {
    enum End {
        /// Offsets from the row's start: the end of the row, and the start of the next row.
        case row(end: Int, next: Int)
        case malformed(String)
        /// The text so far ends within the row.
        case more
    }

    static let unclosed = "A quotation mark is opened here and not closed."
    private static let trailing = "A cell goes on after its closing quotation mark."

    private(set) var cells: [TableRow.Cell] = []
    /// The number of line feeds inside quotation marks.
    private(set) var lineEnds = 0
    private let delimiter: UInt8
    private let quote: UInt8?
    private var at = 0
    private var cellStart = 0
    private var isDoubled = false
    private var state = State.beforeCell

    private enum State { case beforeCell, plain, quoted, afterQuote, afterReturn }

    init(delimiter: UInt8, quote: UInt8?) {
        self.delimiter = delimiter
        self.quote = quote
    }

    mutating func run(_ text: ArraySlice<UInt8>, isAtEnd: Bool) -> End {
        text.withUnsafeBufferPointer { bytes in
            while at < bytes.count {
                let byte = bytes[at]
                switch state {
                case .beforeCell:
                    isDoubled = false
                    if byte == quote {
                        state = .quoted
                        at += 1
                    } else {
                        state = .plain
                    }
                    cellStart = at
                    continue
                case .plain:
                    if byte == delimiter {
                        endCell(at)
                    } else if byte == lineFeed {
                        let end = at > cellStart && bytes[at - 1] == carriageReturn ? at - 1 : at
                        endCell(end)
                        return .row(end: end, next: at + 1)
                    }
                case .quoted:
                    if byte == quote { state = .afterQuote } else if byte == lineFeed { lineEnds += 1 }
                case .afterQuote:
                    if byte == quote {
                        isDoubled = true
                        state = .quoted
                    } else if byte == delimiter {
                        endCell(at - 1)
                    } else if byte == lineFeed {
                        endCell(at - 1)
                        return .row(end: at, next: at + 1)
                    } else if byte == carriageReturn {
                        state = .afterReturn
                    } else {
                        return .malformed(Self.trailing)
                    }
                case .afterReturn:
                    guard byte == lineFeed else { return .malformed(Self.trailing) }
                    endCell(at - 2)
                    return .row(end: at - 1, next: at + 1)
                }
                at += 1
            }
            return isAtEnd ? end() : .more
        }
    }

    /// Ends the row at the end of the text.
    private mutating func end() -> End {
        switch state {
        case .quoted: return .malformed(Self.unclosed)
        case .beforeCell: cellStart = at; fallthrough
        case .plain: endCell(at)
        case .afterQuote: endCell(at - 1)
        case .afterReturn: endCell(at - 2)
        }
        return .row(end: at, next: at)
    }

    private mutating func endCell(_ end: Int) {
        cells.append(
            TableRow.Cell(
                start: Int32(truncatingIfNeeded: cellStart), end: Int32(truncatingIfNeeded: end),
                isDoubled: isDoubled))
        state = .beforeCell
    }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
