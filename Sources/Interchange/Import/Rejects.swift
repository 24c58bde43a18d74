import CanonicalJSON
import FileSystem
import Glibc

/// Writes the rejected rows to a CSV file: line, reason, the row as it was. The file is created with the first
/// rejected row, and never replaces an existing file.
final class Rejects {
    private let path: String
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []

    init(at path: String) throws(TableError) {
        self.path = path
        if access(path, F_OK) == 0 { throw .cannotCreate(path, errno: EEXIST) }
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    func write(line: Int, reason: String, words: String) throws(TableError) {
        if descriptor < 0 {
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw .cannotCreate(path, errno: errno) }
            buffer += Array("line,reason,row\r\n".utf8)
        }
        buffer += Array("\(line),\(Self.cell(reason)),\(Self.cell(words))\r\n".utf8)
        if buffer.count > 1 << 16 { try flush() }
    }

    func close() throws(TableError) { try flush() }

    private func flush() throws(TableError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw .cannotCreate(path, errno: errno)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Quotes a cell. The row is kept exactly, so that it can be repaired and imported again, but an apostrophe
    /// keeps spreadsheets from reading the cell as a formula.
    private static func cell(_ words: String) -> String {
        "\"" + (CSVRow.isFormula(words) ? "'" : "") + words.replacing(every: "\"", by: "\"\"") + "\""
    }
}
