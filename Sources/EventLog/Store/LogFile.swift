import CLinux
import FileSystem
import Glibc
import Synchronization

/// A log's file as the system knows it, whatever names lead to it: whether it may be used, and locks on it.
///
/// A process that closes any descriptor of a file loses all POSIX locks that it holds on that file, SQLite's among them. So
/// a descriptor that is opened here stays open until nobody in this process has the log open any more. The locks taken here
/// belong to an open file and not to the process (OFD locks); they and POSIX locks keep each other out.
final class LogFile: Sendable {
    /// With symbolic links followed: side files lie beside the file itself.
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
            throw .sideFileIsNone(path: resolved + suffix, type: type)
        }
    }

    deinit { Descriptors.leave(inode) }

    /// Throws where the file has further names, or is no longer the one at its path. What is written under one name waits
    /// in that name's write-ahead log, of which the other names know nothing.
    func check() throws(LogError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw LogError(errno: errno, path: path) }
        guard status.st_nlink <= 1 else { throw .severalNames(path: path, count: Int(status.st_nlink)) }
        guard !isMountRoot(path) else { throw .isMounted(path: path) }
        guard Inode(at: path) == inode else { throw .moved(path: path) }
    }

    /// Whether this process may write to it and beside it.
    var isWritable: Bool { access(path, W_OK) == 0 && access(Disk.folder(of: path), W_OK | X_OK) == 0 }

    /// Whether a rollback journal lies beside the log that the next program to open it with SQLite would write back into it.
    /// The log itself never has one: it is written ahead.
    func hasRollbackJournal() throws(LogError) -> Bool {
        let journal = path + "-journal"
        let descriptor = open(journal, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return false }
            // Whatever it is, nobody could say that it is none.
            return true
        }
        defer { close(descriptor) }
        var first: UInt8 = 0
        // One that has ended is empty, or has its first bytes wiped out.
        guard read(descriptor, &first, 1) == 1, first != 0 else { return false }
        // Who has begun to write, and lives, holds this lock, and deletes his journal before he lets go of it.
        return !isHeld(Self.reserved) && FileSystem.access(journal, F_OK) == 0
    }

    // MARK: Locks

    /// Bytes that stand for something when they are locked.
    struct Bytes {
        let start: Int
        var count = 1
    }

    /// SQLite's: held for writing by whoever changes a file without a write-ahead log.
    private static let reserved = Bytes(start: 0x4000_0001)
    /// SQLite's: held for reading by everybody who has the file open, and for writing by the last who closes it.
    static let readers = Bytes(start: 0x4000_0002, count: 510)
    /// Ours: held by whoever writes, in the file itself, so that it holds for all its names. SQLite does not use it.
    private static let writer = Bytes(start: 0x4000_0200)

    /// Does something while nobody else writes to this file under whatever name. Where a file system has no such locks it
    /// is done without; those who write under one name take turns all the same (`WriterQueue`).
    ///
    /// - Parameter checking: `check` is asked whether it may be done, when nobody else can write any more.
    func holdingWriterLock<Result>(
        _ wait: LockWait, checking: Bool = false, _ body: () throws -> Result
    ) throws -> Result {
        // Who may only read can take this lock for reading. That is no writer, and must not hold one up.
        while !Self.lock(descriptor, F_WRLCK, Self.writer), errno == EAGAIN || errno == EACCES,
            isHeld(Self.writer)
        {
            // For what would be refused anyway nobody waits.
            if checking { try check() }
            try wait.pause()
        }
        defer { _ = Self.lock(descriptor, F_UNLCK, Self.writer) }
        if checking { try check() }
        return try body()
    }

    /// Whether somebody else holds a lock for writing there.
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

    /// Opens SQLite's shared memory beside the log, on which it holds locks too; nil where there is none to be read.
    func openSharedMemory() -> Int32? {
        let descriptor = open(path + "-shm", O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        Descriptors.keep(descriptor, for: inode)
        return descriptor
    }
}

/// A file, whatever it is called.
struct Inode: Hashable, Sendable {
    private let device: dev_t
    private let number: ino_t

    init(_ descriptor: Int32) {
        var status = stat()
        fstat(descriptor, &status)
        (device, number) = (status.st_dev, status.st_ino)
    }

    /// nil where there is none.
    init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (status.st_dev, status.st_ino)
    }
}

/// The descriptors that this process has of logs and their shared memory, until nobody in it has the log open.
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
