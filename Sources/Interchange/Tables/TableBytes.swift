import Deflate
import FileSystem
import Glibc

/// The bytes of a table's file as UTF-8, piece by piece, whatever it is packed and encoded in.
final class TableBytes {
    let name: String
    /// Of the file as it lies on the disk; nil where that cannot be known.
    let size: Int?
    /// How far in the file as it lies on the disk.
    private(set) var position = 0
    private let descriptor: Int32
    private var transcoder: Transcoder
    /// The first bytes, until somebody wants them; by them it is seen whether the file is packed.
    private var head: [UInt8]?
    private var unpacked: Gunzip?
    private var isAtEnd = false

    private static let piece = 1 << 18

    /// `-` is standard input.
    init(_ path: String, _ encoding: TextEncoding) throws {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableError.notFound(name) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw TableError.notFound(name)
        }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        transcoder = Transcoder(encoding, name: name)
    }

    deinit { close(descriptor) }

    /// nil at the end.
    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        if head == nil {
            var first = try read() ?? []
            // Of a pipe the first bytes may come one by one.
            while first.count < 3, let more = try read() { first += more }
            head = first
            if Gunzip.begins(first) {
                unpacked = try Gunzip { [unowned self] in try self.packed() }
            }
        }
        do {
            if let piece = try unpacked.map({ try $0.next() }) ?? packed() {
                return try transcoder.utf8(piece)
            }
        } catch let failure as Gunzip.Failure {
            throw TableError(failure, name)
        }
        isAtEnd = true
        let rest = transcoder.rest()
        return rest.isEmpty ? nil : rest
    }

    private func packed() throws -> [UInt8]? {
        guard let first = head, !first.isEmpty else { return try read() }
        head = []
        return first
    }

    private func read() throws(TableError) -> [UInt8]? {
        while true {
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
                let got = Glibc.read(descriptor, buffer.baseAddress, Self.piece)
                if got < 0 { failure = errno }
                count = max(got, 0)
            }
            if failure == EINTR { continue }
            guard failure == 0 else { throw .unreadable(name, errno: failure) }
            position += bytes.count
            return bytes.isEmpty ? nil : bytes
        }
    }
}
