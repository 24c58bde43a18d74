/// A row of a table: its bytes as they stand there, and where its cells are in them.
struct TableRow {
    /// The number of its first line, from 1.
    let line: Int
    let bytes: [UInt8]
    private(set) var cells: [Cell] = []

    struct Cell {
        let start: Int32
        let end: Int32
        /// Quotation marks in it are doubled.
        let isDoubled: Bool
    }

    /// The row as one piece of text, as it stands in the table.
    var words: String { String(decoding: bytes, as: UTF8.self) }

    func text(_ index: Int) -> String {
        let place = cells[index]
        if place.isDoubled { return String(decoding: cell(index), as: UTF8.self) }
        return String(decoding: bytes[Int(place.start)..<Int(place.end)], as: UTF8.self)
    }

    /// The cell's bytes, without quotation marks around them, and with those in it single.
    func cell(_ index: Int) -> [UInt8] {
        let cell = cells[index]
        let bytes = bytes[Int(cell.start)..<Int(cell.end)]
        guard cell.isDoubled, let quote else { return Array(bytes) }
        var single: [UInt8] = []
        single.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            isSecond = byte == quote && !isSecond
            if !isSecond { single.append(byte) }
        }
        return single
    }

    /// Nothing stands in it.
    func isEmpty(_ index: Int) -> Bool { cells[index].start == cells[index].end }

    /// Nothing stands in any of its cells but white space.
    var isBlank: Bool { cells.indices.allSatisfy { isBlank($0) } }

    private func isBlank(_ index: Int) -> Bool {
        guard !isEmpty(index) else { return true }
        let first = bytes[Int(cells[index].start)]
        if first > 0x20, first < 0x7F { return false }
        return text(index).trimmed.isEmpty
    }

    /// Delimiters at the end of a row, behind the last column, make no cells.
    mutating func dropBlankCells(beyond count: Int) {
        while cells.count > count, isBlank(cells.count - 1) { cells.removeLast() }
    }

    /// Whether its bytes are UTF-8.
    var isSound: Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    let quote: UInt8?

    init(line: Int, bytes: [UInt8], cells: [Cell], quote: UInt8?) {
        self.line = line
        self.bytes = bytes
        self.cells = cells
        self.quote = quote
    }
}
