/// A row of a table: its bytes as in the file (converted to UTF-8), and the positions of its cells in them.
struct TableRow {
    /// The number of the row's first line in the file, from 1.
    let line: Int
    let bytes: [UInt8]
    private(set) var cells: [Cell] = []

    /// A cell as offsets into `bytes`, without the quotation marks around it.
    struct Cell {
        let start: Int32
        let end: Int32
        /// Whether the cell contains doubled quotation marks.
        let isDoubled: Bool
    }

    /// The whole row as text, as it is in the table.
    var words: String { String(decoding: bytes, as: UTF8.self) }

    /// The text of a cell.
    func text(_ index: Int) -> String {
        let place = cells[index]
        if place.isDoubled { return String(decoding: cell(index), as: UTF8.self) }
        return String(decoding: bytes[Int(place.start)..<Int(place.end)], as: UTF8.self)
    }

    /// The bytes of a cell, without the quotation marks around it and with doubled quotation marks made single.
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

    /// Whether the cell has no bytes.
    func isEmpty(_ index: Int) -> Bool { cells[index].start == cells[index].end }

    /// Whether all cells are empty or white space.
    var isBlank: Bool { cells.indices.allSatisfy { isBlank($0) } }

    private func isBlank(_ index: Int) -> Bool {
        guard !isEmpty(index) else { return true }
        let first = bytes[Int(cells[index].start)]
        if first > 0x20, first < 0x7F { return false }
        return text(index).trimmed.isEmpty
    }

    /// Drops blank cells after the last column, which come from extra delimiters at the end of a row.
    mutating func dropBlankCells(beyond count: Int) {
        while cells.count > count, isBlank(cells.count - 1) { cells.removeLast() }
    }

    /// Whether its bytes are UTF-8.
    var isSound: Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// The quotation mark of the table; nil if it has none.
    let quote: UInt8?

    init(line: Int, bytes: [UInt8], cells: [Cell], quote: UInt8?) {
        self.line = line
        self.bytes = bytes
        self.cells = cells
        self.quote = quote
    }
}
