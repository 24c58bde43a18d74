import CanonicalJSON
import Deflate
import FileSystem
import Glibc
import Interchange

/// Writes lines to a descriptor, in large pieces.
final class LineWriter {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Why nothing can be written any more; 0 as long as it can.
    private var failure: Int32 = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { flush() }

    func write(_ line: String) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= 1 << 16 { flush() }
    }

    func flush() {
        var written = 0
        while written < buffer.count, failure == 0 {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { failure = errno }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Flushes, and says so if anything of what was to be written has not been. That the reader has gone
    /// (`chancery log | head`) is no failure: he has had enough.
    func finish() throws(CommandError) {
        flush()
        guard failure != 0, failure != EPIPE else { return }
        throw CommandError(
            "The answer could not be written: \(String(cString: strerror(failure))).",
            "What was filed is in the log all the same; see what hinders the output, and ask again.",
            code: EX_IOERR)
    }
}

/// Reads lines from a descriptor, one at a time; memory does not grow with what is read. What is packed with gzip is
/// unpacked.
final class LineReader {
    /// Bytes that a line may have; no event comes near it.
    static let longest = 1 << 26

    private let descriptor: Int32
    private let closes: Bool
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Why there is an end before the end; 0 where there is none.
    private var failure: Int32 = 0
    private var count = 0
    /// A line so far was no UTF-8.
    private var isMended = false
    private var unpacked: Gunzip?
    private var isAtStart = true
    /// It is no text, or an archive that is not whole.
    private var fault: TableError?
    /// A line was found to have no end.
    private var isTooLong = false

    init(_ descriptor: Int32, closes: Bool = false) {
        self.descriptor = descriptor
        self.closes = closes
    }

    /// nil where there is no such file, or it cannot be read.
    convenience init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        self.init(descriptor, closes: true)
    }

    deinit { if closes { close(descriptor) } }

    /// The next line, which has to be sound UTF-8: what is filed is never mended on the way.
    func sound(_ name: String) throws(CommandError) -> String? {
        let line = next(of: name)
        guard failure == 0 else {
            throw CommandError(
                "\(name) could not be read to its end: \(String(cString: strerror(failure))).",
                "Look at the disk it is on, and try again; nothing was filed.", code: EX_IOERR)
        }
        if let fault { throw CommandError(fault.problem, fault.remedy, code: EX_DATAERR) }
        guard !isTooLong else {
            throw CommandError(
                "Line \(count + 1) of \(name) is longer than 64 MiB.", "Name another; nothing was filed.",
                code: EX_DATAERR)
        }
        guard !isMended else {
            throw CommandError(
                "Line \(count) of \(name) is no UTF-8.", "Save it as UTF-8 and try again; nothing was filed.",
                code: EX_DATAERR)
        }
        return line
    }

    /// The next line without its end; nil when there is none. Bytes that are no UTF-8 become U+FFFD.
    func next() -> String? { next(of: "It") }

    private func next(of name: String) -> String? {
        var searched = start
        while true {
            if let end = lineEnd(from: searched) {
                defer { start = end + 1 }
                return text(buffer[start..<end])
            }
            searched = buffer.count
            guard !isAtEnd else {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return text(buffer[start...])
            }
            buffer.removeFirst(start)
            searched -= start
            start = 0
            guard buffer.count <= Self.longest else {
                isTooLong = true
                return nil
            }
            fill(name)
        }
    }

    private func lineEnd(from start: Int) -> Int? {
        buffer.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[start...]).place(of: UInt8(ascii: "\n")).map { start + $0 }
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        count += 1
        if let text = bytes.withUnsafeBufferPointer({ String(utf8: $0) }) { return text }
        isMended = true
        return String(decoding: bytes, as: UTF8.self)
    }

    private func fill(_ name: String) {
        if unpacked != nil { return buffer.append(contentsOf: unpack(name)) }
        var bytes = read()
        if isAtStart {
            // Of a pipe they may come one by one.
            while bytes.count == 1, bytes[0] == 0x1F, !isAtEnd { bytes += read() }
            isAtStart = false
            var first: [UInt8]? = bytes
            if Gunzip.begins(bytes) {
                unpacked = try? Gunzip { [unowned self] in
                    defer { first = nil }
                    let piece = first ?? read()
                    return piece.isEmpty ? nil : piece
                }
                isAtEnd = false
                bytes = unpack(name)
            }
            if let signature = FileSignature(bytes) {
                (fault, isAtEnd) = (TableError.notText(name.shown, signature), true)
            }
        }
        buffer.append(contentsOf: bytes)
    }
    private func unpack(_ name: String) -> [UInt8] {
        do {
            if let piece = try unpacked?.next() { return piece }
        } catch let failure as Gunzip.Failure {
            fault = TableError(failure, name.shown)
        } catch {
            fault = TableError.damagedArchive(name.shown)
        }
        isAtEnd = true
        return []
    }

    private func read() -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &piece, piece.count)
        if count > 0 { return Array(piece[..<count]) }
        if count == 0 {
            isAtEnd = true
        } else if errno != EINTR {
            failure = errno
            isAtEnd = true
        }
        return []
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where a byte stands first; nil where it does not.
    func place(of byte: UInt8) -> Int? {
        guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }
}
