import Deflate
import Platform
import SystemPackage

/// Reads the bytes of a table's file as UTF-8, piece by piece. It unpacks gzip and converts other encodings.
final class TableBytes {
    let name: String
    /// The size of the file on disk, before unpacking; nil if it is not a regular file.
    let size: Int?
    /// The number of bytes read from the file, before unpacking.
    private(set) var position = 0
    private let file: OpenFile
    private let encoding: TextEncoding
    private var transcoder: Transcoder
    /// The first bytes, until they are consumed. They show whether the file is packed.
    private var head: [UInt8]?
    private var unpacked: Gunzip?
    private var isAtEnd = false
    private var isAtStart = true
    /// The number of trailing bytes 0x1A that are held back: DOS marked the end of a text with this byte.
    private var ends = 0

    private static let piece = 1 << 18

    /// Opens a file; `-` is standard input.
    ///
    /// - Parameter folders: the folders in which the file must be, for a file that only a mapping names; nil
    ///   for a file that the user named.
    init(_ path: FilePath, _ encoding: TextEncoding, within folders: [FilePath]? = nil) throws {
        name = path == "-" && folders == nil ? "standard input" : path.shown
        if let folders {
            file = try Self.openPlain(path, within: folders)
        } else {
            file = try TableError.opening(name) { () throws(Errno) in
                path == "-" ? try .standardInput() : try OpenFile(path, .readOnly)
            }
        }
        let status = try TableError.opening(name, file.status)
        guard status.type != .directory else { throw TableError.isAFolder(name) }
        size = status.type == .regular ? Int(status.size) : nil
        transcoder = Transcoder(encoding, name: name)
        self.encoding = encoding
    }

    /// Opens a file that a mapping names. A mapping may come from a stranger, so links are resolved first, and
    /// the real path must be in one of the folders.
    ///
    /// The real path is then opened without following links (one may have been created meanwhile) and without
    /// waiting for a pipe. Only a regular file is accepted; this is checked on the open file.
    private static func openPlain(_ path: FilePath, within folders: [FilePath]) throws(TableError) -> OpenFile
    {
        let real = try TableError.opening(path.shown, path.resolved)
        let isWithin = folders.contains { folder in
            guard let folder = try? (folder.isEmpty ? "." : folder).resolved() else { return false }
            return real.starts(with: folder)
        }
        guard isWithin else { throw .outOfBounds(path.shown) }
        let file = try TableError.opening(path.shown) { () throws(Errno) in
            try OpenFile(real, .readOnly, [.noFollow, .nonBlocking])
        }
        guard (try? file.status().type) == .regular else { throw .notAFile(path.shown) }
        return file
    }

    /// The next piece of text; nil at the end.
    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        if head == nil {
            var first = try read() ?? []
            // A pipe may deliver the first bytes one by one.
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

    /// Holds back trailing bytes 0x1A, which may be an end mark, and returns those held back earlier if the
    /// text continues after them.
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
        do {
            let bytes = try file.read(upTo: Self.piece)
            position += bytes.count
            return bytes.isEmpty ? nil : bytes
        } catch {
            throw .unreadable(name, error)
        }
    }
}
