import CanonicalJSON
import Deflate
import Interchange
import Platform
import SystemPackage

/// Writes lines to standard output or standard error, buffered.
final class LineWriter {
    private let stream: StandardStream
    private var buffer: [UInt8] = []
    /// The error of the first write that failed.
    private var failure: Errno?

    init(_ stream: StandardStream) { self.stream = stream }

    deinit { flush() }

    func write(_ line: String) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= 1 << 16 { flush() }
    }

    func flush() {
        if failure == nil, !buffer.isEmpty {
            do { try stream.write(buffer) } catch { failure = error }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Flushes, and throws if any output could not be written. A reader that closed the pipe (`chancery log | head`) is
    /// not an error.
    func finish() throws(CommandError) {
        flush()
        guard let failure, failure != .brokenPipe else { return }
        throw CommandError(
            "The answer could not be written: \(failure.description).",
            "What was recorded is in the log all the same; find out what blocks the output, and ask again.",
            code: ExitStatus.inputOutput)
    }
}

/// Reads lines from a file or a stream, one at a time and in bounded memory. Input that is compressed with gzip is
/// decompressed.
final class LineReader {
    /// The maximum length of a line in bytes, 64 MiB; no event is that long.
    static let longest = 1 << 26

    private let readBytes: (_ most: Int) throws(Errno) -> [UInt8]
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The error of a read that failed.
    private var failure: Errno?
    private var count = 0
    /// Whether a line that was read so far was not UTF-8.
    private var isMended = false
    private var unpacked: Gunzip?
    private var isAtStart = true
    /// Set if the input is not text, or is a damaged archive.
    private var fault: TableError?
    /// Whether a line exceeded the maximum length.
    private var isTooLong = false

    /// - Parameter read: gives the next bytes, at most as many as it is told; none at the end.
    init(_ read: @escaping (_ most: Int) throws(Errno) -> [UInt8]) { readBytes = read }

    convenience init(_ file: OpenFile) { self.init(file.read(upTo:)) }

    /// nil if the file does not exist or cannot be opened.
    convenience init?(path: FilePath) {
        guard let file = try? OpenFile(path, .readOnly) else { return nil }
        self.init(file)
    }

    /// The next line, which must be valid UTF-8, because filed text is never altered.
    ///
    /// - Parameter name: the name of the input, for error messages.
    /// - Throws: `CommandError` if the input cannot be read, is not text or is not UTF-8, or the line is too long.
    func sound(_ name: String) throws(CommandError) -> String? {
        let line = next(of: name)
        if let failure {
            throw CommandError(
                "\(name) could not be read to its end: \(failure.description).",
                "Check the disk that it is on, and try again; nothing was recorded.",
                code: ExitStatus.inputOutput)
        }
        if let fault { throw CommandError(fault.problem, fault.remedy, code: ExitStatus.dataError) }
        guard !isTooLong else {
            throw CommandError(
                "Line \(count + 1) of \(name) is longer than 64 MiB.", "Name another; nothing was recorded.",
                code: ExitStatus.dataError)
        }
        guard !isMended else {
            throw CommandError(
                "Line \(count) of \(name) is not UTF-8.",
                "Save it as UTF-8 and try again; nothing was recorded.",
                code: ExitStatus.dataError)
        }
        return line
    }

    /// The next line without its line end; nil at the end. Invalid UTF-8 becomes U+FFFD.
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
            UnsafeBufferPointer(rebasing: bytes[start...]).offset(of: UInt8(ascii: "\n")).map { start + $0 }
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
            // A pipe may deliver the two bytes of the gzip signature one at a time.
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
        do {
            let bytes = try readBytes(1 << 16)
            isAtEnd = bytes.isEmpty
            return bytes
        } catch {
            (failure, isAtEnd) = (error, true)
            return []
        }
    }
}
