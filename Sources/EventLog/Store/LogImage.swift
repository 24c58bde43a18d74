import Platform
import SystemPackage

/// A log's bytes at one moment, combined from the file and its write-ahead log, without writing anything
/// beside the log. It makes it possible to read a log without write permission or with a full disk, and to
/// copy it while other processes write.
///
/// The main file must not change while it is read, so no process may move pages from the write-ahead log into
/// it. Two shared locks ensure that. SQLite's own readers take the same locks, and these do not delay a
/// writer.
struct LogImage {
    /// Receives bytes and their offset in the image. An offset may come twice; then the later bytes replace
    /// the earlier ones.
    typealias Sink = (_ bytes: UnsafeRawBufferPointer, _ place: Int) throws -> Void

    private let file: LogFile
    private let wait: LockWait
    private let besideJournal: Bool

    /// - Parameter besideJournal: whether to read the file even if a rollback journal would undo some of its
    ///   content.
    init(_ file: LogFile, _ wait: LockWait, besideJournal: Bool = false) {
        self.file = file
        self.wait = wait
        self.besideJournal = besideJournal
    }

    /// Passes the image to `sink`.
    ///
    /// - Returns: the size of the image in bytes.
    /// - Throws: `LogError.busy` if the locks cannot be taken within a minute; `.journalBeside`.
    func read(into sink: Sink) throws -> Int {
        wait.begin()
        while true {
            if let size = try attempt(sink) { return size }
            try wait.pause()
        }
    }

    /// SQLite's `WAL_READ_LOCK(0)` in its shared memory: held exclusively by a process that moves pages into
    /// the file.
    private static let movingPages = OpenFile.ByteRange(start: 123)

    /// One attempt to read the image; nil if the file has changed in spite of the locks.
    private func attempt(_ sink: Sink) throws -> Int? {
        try lock(file.file, LogFile.readers)
        defer { file.file.unlock(LogFile.readers) }
        if !besideJournal, file.hasRollbackJournal() { throw LogError.journalBeside(path: file.path) }
        // While the first lock is held, no process deletes the shared memory or the write-ahead log. If there
        // is no shared memory yet, another process may create it; then the attempt is repeated, with the
        // second lock.
        let memory = sharedMemory
        let shared = memory == nil ? nil : file.openSharedMemory()
        if let shared { try lock(shared, Self.movingPages) }
        defer { shared?.unlock(Self.movingPages) }
        let before = try file.status().changes
        var size = try copyFile(sink)
        if let ahead = try WriteAheadLog(beside: file) { size = try ahead.committed(over: size, into: sink) }
        return try sharedMemory == memory && file.status().changes == before ? size : nil
    }

    private var sharedMemory: FileIdentity? { try? Stat(file.sharedMemory).identity }

    private func lock(_ file: OpenFile, _ range: OpenFile.ByteRange) throws {
        // On a file system without such locks, a change shows in the file's times.
        while (try? file.tryLock(range, .shared)) == false { try wait.pause() }
    }

    private func copyFile(_ sink: Sink) throws -> Int {
        var place = 0
        while true {
            let piece = try LogError.converting(file.path) { () throws(Errno) in
                try file.file.read(1 << 18, at: place)
            }
            if piece.isEmpty { return place }
            try piece.withUnsafeBytes { try sink($0, place) }
            place += piece.count
        }
    }
}

/// Reads SQLite's write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log). Frames
/// without a commit at the end of their transaction, or with a wrong checksum, are ignored.
private struct WriteAheadLog {
    private let file: OpenFile
    private let path: FilePath
    private let header: [UInt8]
    private let pageSize: Int

    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// nil if the write-ahead log is missing, empty, or has no valid header.
    init?(beside file: LogFile) throws {
        path = file.path.suffixed("-wal")
        do {
            self.file = try OpenFile(path, .readOnly, [.nonBlocking, .noFollow])
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw LogError(opening: path, error)
        }
        header = (try? self.file.read(Self.headerSize, at: 0)) ?? []
        guard header.count == Self.headerSize, header.word(at: 0) & ~1 == 0x377F_0682,
            header.word(at: 4) == 3_007_000
        else { return nil }
        pageSize = Int(header.word(at: 8))
        guard (512...65536).contains(pageSize), pageSize & (pageSize - 1) == 0 else { return nil }
    }

    /// Passes the pages of all committed transactions to `sink`.
    ///
    /// - Returns: the size of the image in bytes, or `size` if there is no valid transaction.
    func committed(over size: Int, into sink: LogImage.Sink) throws -> Int {
        var size = size
        var sum = Checksum(isBigEndian: header.word(at: 0) & 1 == 1)
        sum.add(header[..<24])
        guard sum.matches(header, at: 24) else { return size }
        var pending: [(page: Int, bytes: [UInt8])] = []
        var place = Self.headerSize
        while let frame = try frame(at: place) {
            sum.add(frame[..<8])
            sum.add(frame[Self.frameHeaderSize...])
            guard frame[8..<16].elementsEqual(header[16..<24]), sum.matches(frame, at: 16),
                case let page = Int(frame.word(at: 0)), page > 0
            else { break }
            pending.append((page, Array(frame[Self.frameHeaderSize...])))
            let pages = Int(frame.word(at: 4))
            if pages > 0 {
                for (page, bytes) in pending {
                    try bytes.withUnsafeBytes { try sink($0, (page - 1) * pageSize) }
                }
                pending.removeAll(keepingCapacity: true)
                size = pages * pageSize
            }
            place += frame.count
        }
        return size
    }

    /// The frame at this offset; nil at the end of the file.
    private func frame(at place: Int) throws -> [UInt8]? {
        let frame = try LogError.converting(path) { () throws(Errno) in
            try file.read(Self.frameHeaderSize + pageSize, at: place)
        }
        return frame.count == Self.frameHeaderSize + pageSize ? frame : nil
    }

    private struct Checksum {
        let isBigEndian: Bool
        private var first: UInt32 = 0
        private var second: UInt32 = 0

        init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

        mutating func add(_ bytes: ArraySlice<UInt8>) {
            bytes.withUnsafeBytes { bytes in
                for place in stride(from: 0, to: bytes.count, by: 8) {
                    first &+= word(bytes, place) &+ second
                    second &+= word(bytes, place + 4) &+ first
                }
            }
        }

        func matches(_ bytes: [UInt8], at place: Int) -> Bool {
            bytes.word(at: place) == first && bytes.word(at: place + 4) == second
        }

        private func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
            return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
        }
    }
}

extension [UInt8] {
    /// Four bytes as a big-endian number.
    fileprivate func word(at place: Int) -> UInt32 {
        self[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
