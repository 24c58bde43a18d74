import FileSystem
import Glibc

/// A log's bytes as they are at one moment, with what stands in its write-ahead log, put together without writing
/// anything beside it. So a log can be read by who may not write there or finds the disk full, and copied while others
/// write.
///
/// What is in the file must not change while it is read: nobody may move pages from the write-ahead log into it. Two locks
/// for reading see to that, which SQLite's own readers take too, and which hold up nobody who files.
struct LogImage {
    /// Takes bytes and the place in the image at which they stand; places may come twice, and the later bytes count.
    typealias Sink = (_ bytes: UnsafeRawBufferPointer, _ place: Int) throws -> Void

    private let file: LogFile
    private let wait: LockWait
    private let besideJournal: Bool

    /// - Parameter besideJournal: reads what lies in the file, even if a rollback journal would undo some of it.
    init(_ file: LogFile, _ wait: LockWait, besideJournal: Bool = false) {
        self.file = file
        self.wait = wait
        self.besideJournal = besideJournal
    }

    /// Gives the image to `sink`, and returns how many bytes it has.
    func read(into sink: Sink) throws -> Int {
        wait.begin()
        while true {
            if let size = try attempt(sink) { return size }
            try wait.pause()
        }
    }

    /// SQLite's lock in its shared memory that is held for writing by whoever moves pages into the file.
    private static let movingPages = LogFile.Bytes(start: 123)

    /// nil where somebody has written in a way that these locks did not keep out.
    private func attempt(_ sink: Sink) throws -> Int? {
        try lock(file.descriptor, LogFile.readers)
        defer { _ = LogFile.lock(file.descriptor, F_UNLCK, LogFile.readers) }
        if !besideJournal, try file.hasRollbackJournal() { throw LogError.journalBeside(path: file.path) }
        // While the first lock is held nobody deletes the shared memory or the write-ahead log. Where there is none yet,
        // somebody may make it; then all of it is done again, with the second lock.
        let memory = Inode(at: file.path + "-shm")
        let shared = memory == nil ? nil : file.openSharedMemory()
        if let shared { try lock(shared, Self.movingPages) }
        defer { if let shared { _ = LogFile.lock(shared, F_UNLCK, Self.movingPages) } }
        let before = try Version(file)
        var size = try copyFile(sink)
        if let ahead = try WriteAheadLog(beside: file) { size = try ahead.committed(over: size, into: sink) }
        return try Inode(at: file.path + "-shm") == memory && Version(file) == before ? size : nil
    }

    private func lock(_ descriptor: Int32, _ bytes: LogFile.Bytes) throws {
        while !LogFile.lock(descriptor, F_RDLCK, bytes) {
            // A file system that has no such locks; then it shows in the file's times if anybody writes.
            guard errno == EAGAIN || errno == EACCES || errno == EINTR else { return }
            try wait.pause()
        }
    }

    private func copyFile(_ sink: Sink) throws -> Int {
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var place = 0
        while true {
            let count = try piece.withUnsafeMutableBytes { bytes in
                let count = pread(file.descriptor, bytes.baseAddress, bytes.count, place)
                guard count >= 0 else { throw LogError(errno: errno, path: file.path) }
                if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: bytes[..<count]), place) }
                return count
            }
            if count == 0 { return place }
            place += count
        }
    }

    /// What changes with every change of a file.
    private struct Version: Equatable {
        private let size: Int
        private let times: [Int]

        init(_ file: LogFile) throws(LogError) {
            var status = stat()
            guard fstat(file.descriptor, &status) == 0 else { throw LogError(errno: errno, path: file.path) }
            size = status.st_size
            times = [
                status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ]
        }
    }
}

/// SQLite's write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): pages as they are from each
/// transaction on. What is in it without the end of its transaction, or does not fit its checksums, is not there.
private struct WriteAheadLog {
    private let descriptor: Int32
    private let path: String
    private let header: [UInt8]
    private let pageSize: Int

    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// nil where there is none, or nothing in it.
    init?(beside file: LogFile) throws {
        path = file.path + "-wal"
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw LogError(opening: path, errno)
        }
        var header = [UInt8](repeating: 0, count: Self.headerSize)
        let count = pread(descriptor, &header, header.count, 0)
        self.header = header
        pageSize = Int(header.word(at: 8))
        let isOne =
            count == header.count && header.word(at: 0) & ~1 == 0x377F_0682
            && header.word(at: 4) == 3_007_000 && (512...65536).contains(pageSize)
            && pageSize & (pageSize - 1) == 0
        guard isOne else {
            close(descriptor)
            return nil
        }
    }

    /// Gives the pages of all transactions that were ended; how many bytes the image has then.
    func committed(over size: Int, into sink: LogImage.Sink) throws -> Int {
        defer { close(descriptor) }
        var size = size
        var sum = Checksum(isBigEndian: header.word(at: 0) & 1 == 1)
        sum.add(header[..<24])
        guard sum.isSaid(by: header, at: 24) else { return size }
        var pending: [(page: Int, bytes: [UInt8])] = []
        var place = Self.headerSize
        while let frame = try frame(at: place) {
            sum.add(frame[..<8])
            sum.add(frame[Self.frameHeaderSize...])
            guard frame[8..<16].elementsEqual(header[16..<24]), sum.isSaid(by: frame, at: 16),
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

    /// nil where it ends.
    private func frame(at place: Int) throws -> [UInt8]? {
        var frame = [UInt8](repeating: 0, count: Self.frameHeaderSize + pageSize)
        let count = pread(descriptor, &frame, frame.count, place)
        guard count >= 0 else { throw LogError(errno: errno, path: path) }
        return count == frame.count ? frame : nil
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

        func isSaid(by bytes: [UInt8], at place: Int) -> Bool {
            bytes.word(at: place) == first && bytes.word(at: place + 4) == second
        }

        private func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
            return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
        }
    }
}

extension [UInt8] {
    /// Four bytes as a number, the greatest first.
    fileprivate func word(at place: Int) -> UInt32 {
        self[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
