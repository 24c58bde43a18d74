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
    private let encoding: TextEncoding
    private var transcoder: Transcoder
    /// The first bytes, until somebody wants them; by them it is seen whether the file is packed.
    private var head: [UInt8]?
    private var unpacked: Gunzip?
    private var isAtEnd = false
    private var isAtStart = true
    /// Bytes 0x1A with which the text ends so far: of old, DOS marked a text's end so.
    private var ends = 0

    private static let piece = 1 << 18

    /// `-` is standard input. Of a file that only a mapping names, `folders` are those in which it may lie.
    init(_ path: String, _ encoding: TextEncoding, within folders: [String]? = nil) throws {
        name = path == "-" && folders == nil ? "standard input" : path
        if let folders {
            descriptor = try Self.openPlain(path, within: folders)
        } else {
            descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw TableError(opening: name, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw TableError.isAFolder(name)
        }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        transcoder = Transcoder(encoding, name: name)
        self.encoding = encoding
    }

    /// A mapping may come from a stranger. What it names is followed to where it really lies, and must lie in one of the
    /// folders. It is then opened without following a link that was put there meanwhile and without waiting for a pipe, and
    /// what is open is looked at: only a plain file is read.
    private static func openPlain(_ path: String, within folders: [String]) throws(TableError) -> Int32 {
        guard let real = realpath(path) else { throw TableError(opening: path, errno) }
        let isWithin = folders.contains { folder in
            guard let folder = realpath(folder.isEmpty ? "." : folder) else { return false }
            return real.utf8.starts(with: (folder == "/" ? folder : "\(folder)/").utf8)
        }
        guard isWithin else { throw .outOfBounds(path) }
        let descriptor = open(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableError(opening: path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notAFile(path)
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// nil at the end.
    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        if head == nil {
            var first = try read() ?? []
            // Of a pipe the first bytes may come one by one.
            while first.count < 64, let more = try read() { first += more }
            head = first
            if Gunzip.begins(first) {
                unpacked = try Gunzip { [unowned self] in try self.packed() }
            }
        }
        do {
            while let piece = try unpacked.map({ try $0.next() }) ?? packed() {
                if isAtStart { try refuseWhatIsNoText(piece) }
                isAtStart = false
                let text = withoutEnd(try transcoder.utf8(piece))
                if !text.isEmpty { return text }
            }
        } catch let failure as Gunzip.Failure {
            throw TableError(failure, name)
        }
        isAtEnd = true
        let rest = transcoder.rest()
        return rest.isEmpty ? nil : rest
    }

    private func refuseWhatIsNoText(_ bytes: [UInt8]) throws(TableError) {
        guard let signature = FileSignature(bytes) else { return }
        if signature == .utf16, encoding == .utf16 { throw .noByteOrder(name) }
        throw .notText(name, signature)
    }

    /// Holds back what may be the text's end, and gives what was held back where the text goes on.
    private func withoutEnd(_ text: [UInt8]) -> [UInt8] {
        guard ends > 0 || text.last == Self.end else { return text }
        let rest = text.reversed().prefix { $0 == Self.end }.count
        guard rest < text.count else {
            ends += rest
            return []
        }
        defer { ends = rest }
        return Array(repeating: Self.end, count: ends) + text.dropLast(rest)
    }

    private static let end: UInt8 = 0x1A

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
