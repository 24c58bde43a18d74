import CLinux
import FileSystem
import Glibc
import Synchronization

/// The log's main file: checks whether it may be used, and takes locks on it.
///
/// When a process closes any descriptor of a file, it loses all POSIX locks that it holds on that file,
/// including SQLite's. So a descriptor that is opened here stays open until nothing in this process uses the
/// log. The locks taken here are OFD locks, which belong to an open file and not to the process. OFD locks
/// and POSIX locks exclude each other.
final class LogFile: Sendable {
    /// The path with symbolic links resolved. Side files lie beside this path.
    let path: String
    let descriptor: Int32
    private let inode: Inode

    init(at path: String, _ access: EventStore.Access) throws(LogError) {
        guard let resolved = realpath(path) else { throw LogError(opening: path, errno) }
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw LogError(opening: path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isAFolder(path: resolved) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notALog(path: resolved) }
        let mode = access == .writing ? O_RDWR : O_RDONLY
        let descriptor = open(resolved, mode | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw access == .writing && FileSystem.access(resolved, R_OK) == 0
                ? LogError(errno: code, path: resolved) : LogError(opening: resolved, code)
        }
        self.path = resolved
        self.descriptor = descriptor
        inode = Inode(descriptor)
        Descriptors.join(inode, descriptor)
        try check()
        for suffix in SideFile.all {
            guard let type = SideFile.wrongType(at: resolved + suffix) else { continue }
            throw .sideFileNotRegular(path: resolved + suffix, type: type)
        }
    }

    deinit { Descriptors.leave(inode) }

    /// Throws if the file has several names, is a mount point, or is no longer the file at its path. What is
    /// written under one name goes into that name's write-ahead log, which a process that uses another name
    /// does not see.
    func check() throws(LogError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw LogError(errno: errno, path: path) }
        guard status.st_nlink <= 1 else { throw .severalNames(path: path, count: Int(status.st_nlink)) }
        guard !isMountRoot(path) else { throw .isMounted(path: path) }
        guard Inode(at: path) == inode else { throw .moved(path: path) }
    }

    /// Whether this process may write to the file and create files beside it.
    var isWritable: Bool { access(path, W_OK) == 0 && access(Disk.folder(of: path), W_OK | X_OK) == 0 }

    /// Whether a rollback journal lies beside the log that the next SQLite connection would write back into
    /// it. The log itself never has one, because it is in WAL mode.
    func hasRollbackJournal() throws(LogError) -> Bool {
        let journal = path + "-journal"
        let descriptor = open(journal, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return false }
            // The file exists but cannot be read, so it may be a journal.
            return true
        }
        defer { close(descriptor) }
        var first: UInt8 = 0
        // A finished journal is empty or begins with zeros.
        guard read(descriptor, &first, 1) == 1, first != 0 else { return false }
        // A running process that is writing holds this lock, and deletes its journal before it releases the
        // lock.
        return !isHeld(Self.reserved) && FileSystem.access(journal, F_OK) == 0
    }

    // MARK: Locks

    /// A range of bytes in a file whose locks have a meaning. The bytes themselves are not used.
    struct Bytes {
        let start: Int
        var count = 1
    }

    /// SQLite's RESERVED lock: a process that changes a file without a write-ahead log holds it exclusively.
    private static let reserved = Bytes(start: 0x4000_0001)
    /// SQLite's SHARED lock: every connection holds it shared; the last one to close the file holds it
    /// exclusively.
    static let readers = Bytes(start: 0x4000_0002, count: 510)
    /// This program's own lock: a writer holds it exclusively. It is in the log's main file, so it is the
    /// same for all names of the file. SQLite does not use this byte.
    private static let writer = Bytes(start: 0x4000_0200)

    /// Runs `body` while no other process writes to the file, under whatever name. On a file system without
    /// such locks, `body` runs anyway; writers that use the same name still take turns (`WriterQueue`).
    ///
    /// - Parameter checking: whether to call `check` once the lock is held.
    func holdingWriterLock<Result>(
        _ wait: LockWait, checking: Bool = false, _ body: () throws -> Result
    ) throws -> Result {
        // A process that can only read can take this lock shared. It is not a writer and must not delay one.
        while !Self.lock(descriptor, F_WRLCK, Self.writer), errno == EAGAIN || errno == EACCES,
            isHeld(Self.writer)
        {
            // Fail at once if `check` would refuse the work anyway.
            if checking { try check() }
            try wait.pause()
        }
        defer { _ = Self.lock(descriptor, F_UNLCK, Self.writer) }
        if checking { try check() }
        return try body()
    }

    /// Whether another open file holds an exclusive lock on this range.
    private func isHeld(_ bytes: Bytes) -> Bool {
        var range = Self.range(F_RDLCK, bytes)
        return fcntl(descriptor, linux_ofd_getlk, &range) == 0 && range.l_type == Int16(F_WRLCK)
    }

    static func lock(_ descriptor: Int32, _ type: Int32, _ bytes: Bytes) -> Bool {
        var range = range(type, bytes)
        return fcntl(descriptor, linux_ofd_setlk, &range) == 0
    }

    private static func range(_ type: Int32, _ bytes: Bytes) -> Glibc.flock {
        var range = Glibc.flock()
        range.l_type = Int16(type)
        range.l_whence = Int16(SEEK_SET)
        range.l_start = bytes.start
        range.l_len = bytes.count
        return range
    }

    // MARK: Side files

    /// Opens SQLite's shared memory, which contains further locks; nil if it is missing or cannot be read.
    func openSharedMemory() -> Int32? {
        let descriptor = open(path + "-shm", O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        Descriptors.keep(descriptor, for: inode)
        return descriptor
    }
}

/// The identity of a file, independent of its names.
struct Inode: Hashable, Sendable {
    private let device: dev_t
    private let number: ino_t

    init(_ descriptor: Int32) {
        var status = stat()
        fstat(descriptor, &status)
        (device, number) = (status.st_dev, status.st_ino)
    }

    /// nil if there is no file at the path.
    init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (status.st_dev, status.st_ino)
    }
}

/// The descriptors of logs and their shared memory that this process has open. They stay open until nothing
/// in the process uses the log.
private enum Descriptors {
    private struct Opened {
        var holders = 0
        var descriptors: [Int32] = []
    }

    private static let opened = Mutex<[Inode: Opened]>([:])

    static func join(_ inode: Inode, _ descriptor: Int32) {
        opened.withLock {
            $0[inode, default: Opened()].holders += 1
            $0[inode, default: Opened()].descriptors.append(descriptor)
        }
    }

    static func keep(_ descriptor: Int32, for inode: Inode) {
        opened.withLock { $0[inode, default: Opened()].descriptors.append(descriptor) }
    }

    static func leave(_ inode: Inode) {
        opened.withLock {
            $0[inode]?.holders -= 1
            guard let left = $0[inode], left.holders == 0 else { return }
            for descriptor in left.descriptors { close(descriptor) }
            $0[inode] = nil
        }
    }
}
