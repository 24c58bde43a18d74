import Casebook
import Platform
import SystemPackage

/// A stack of rows that refer to rows further down in the table.
///
/// Rows come out last first, which is chronological order if the table has the newest row first. When they need
/// more than about 4 MiB, they are moved to an unnamed temporary file, so that memory does not grow with them.
struct DeferredRows {
    private var recent: [(row: TableRow, ordinal: Int)] = []
    /// The approximate size of `recent`, in bytes.
    private var count = 0
    /// The blocks of the file that hold the earlier rows.
    private var blocks: [(start: Int, count: Int)] = []
    private var file: TemporaryFile?
    private static let most = 1 << 22

    var isEmpty: Bool { recent.isEmpty && blocks.isEmpty }

    mutating func append(_ row: TableRow, _ ordinal: Int) throws(TableError) {
        recent.append((row, ordinal))
        count += row.bytes.count + row.cells.count * 12 + 64
        guard count > Self.most else { return }
        if file == nil { file = try TemporaryFile() }
        var bytes: [UInt8] = []
        for (row, ordinal) in recent { row.write(ordinal, to: &bytes) }
        let start = blocks.last.map { $0.start + $0.count } ?? 0
        try file?.write(bytes, at: start)
        blocks.append((start, bytes.count))
        (recent, count) = ([], 0)
    }

    mutating func popLast() throws(TableError) -> (row: TableRow, ordinal: Int)? {
        if recent.isEmpty, let block = blocks.popLast(), let file {
            var reader = RowBytes(bytes: try file.read(block.count, at: block.start))
            while let row = reader.next() { recent.append(row) }
        }
        return recent.popLast()
    }
}

/// A temporary file that disappears when it is closed.
private struct TemporaryFile {
    private static let name = "a temporary file"
    private let file: OpenFile

    init() throws(TableError) {
        do {
            file = try .temporary()
        } catch {
            throw .cannotCreate(Self.name, error)
        }
    }

    func write(_ bytes: [UInt8], at start: Int) throws(TableError) {
        do {
            try file.write(bytes, at: start)
        } catch {
            throw .cannotCreate(Self.name, error)
        }
    }

    func read(_ count: Int, at start: Int) throws(TableError) -> [UInt8] {
        do throws(Errno) {
            let bytes = try file.read(count, at: start)
            guard bytes.count == count else { throw Errno.ioError }
            return bytes
        } catch {
            throw .unreadable(Self.name, error)
        }
    }
}

extension TableRow {
    /// Appends the row and its ordinal in the format that `RowBytes` reads.
    fileprivate func write(_ ordinal: Int, to bytes: inout [UInt8]) {
        func number(_ value: Int) { withUnsafeBytes(of: value) { bytes += $0 } }
        number(line)
        number(ordinal)
        number(quote.map { Int($0) } ?? -1)
        number(cells.count)
        for cell in cells {
            number(Int(cell.start) << 32 | Int(cell.end) << 1 | (cell.isDoubled ? 1 : 0))
        }
        number(self.bytes.count)
        bytes += self.bytes
    }
}

/// Reads the rows that `TableRow.write` has written.
private struct RowBytes {
    let bytes: [UInt8]
    private var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (row: TableRow, ordinal: Int)? {
        guard at < bytes.count else { return nil }
        let (line, ordinal, quote, count) = (number(), number(), number(), number())
        var cells: [TableRow.Cell] = []
        cells.reserveCapacity(count)
        for _ in 0..<count {
            let cell = number()
            cells.append(
                TableRow.Cell(
                    start: Int32(truncatingIfNeeded: cell >> 32),
                    end: Int32(truncatingIfNeeded: (cell & 0xFFFF_FFFF) >> 1), isDoubled: cell & 1 == 1))
        }
        let size = number()
        defer { at += size }
        let row = TableRow(
            line: line, bytes: Array(bytes[at..<(at + size)]), cells: cells,
            quote: quote < 0 ? nil : UInt8(truncatingIfNeeded: quote))
        return (row, ordinal)
    }

    private mutating func number() -> Int {
        defer { at += MemoryLayout<Int>.size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: Int.self) }
    }
}
