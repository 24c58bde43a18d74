import CanonicalJSON
import Platform
import SystemPackage

/// Writes the rejected rows to a CSV file: line, reason, the row as it was. The file is created with the first
/// rejected row, and never replaces an existing file.
final class Rejects {
    private let path: FilePath
    private var file: OpenFile?
    private var buffer: [UInt8] = []

    init(at path: FilePath) throws(TableError) {
        self.path = path
        if path.exists { throw .cannotCreate(path.shown, .fileExists) }
    }

    func write(line: Int, reason: String, words: String) throws(TableError) {
        if file == nil {
            file = try creating { () throws(Errno) in
                try OpenFile(path, .writeOnly, [.create, .exclusiveCreate], permissions: .readWriteForAll)
            }
            buffer += Array("line,reason,row\r\n".utf8)
        }
        buffer += Array("\(line),\(Self.cell(reason)),\(Self.cell(words))\r\n".utf8)
        if buffer.count > 1 << 16 { try flush() }
    }

    /// Writes the last rows, and returns when all are on the disk.
    func close() throws(TableError) {
        try flush()
        try creating { () throws(Errno) in try file?.sync() }
    }

    private func flush() throws(TableError) {
        try creating { () throws(Errno) in try file?.write(buffer) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func creating<Result>(_ body: () throws(Errno) -> Result) throws(TableError) -> Result {
        do {
            return try body()
        } catch {
            throw .cannotCreate(path.shown, error)
        }
    }

    /// Quotes a cell. The row is kept exactly, so that it can be repaired and imported again, but an apostrophe
    /// keeps spreadsheets from reading the cell as a formula.
    private static func cell(_ words: String) -> String {
        "\"" + (CSVRow.isFormula(words) ? "'" : "") + words.replacing(every: "\"", by: "\"\"") + "\""
    }
}
