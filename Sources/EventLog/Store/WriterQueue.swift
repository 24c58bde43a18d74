import FileSystem
import Glibc

/// The queue of those who want to write: an advisory lock on a file beside the log, so that any number of processes
/// take turns. SQLite's own lock would fail them with "database is locked" when they are many.
///
/// The file has the log's owner and group, and its mode but for one thing: who may not write to the log may not read the
/// file either, since whoever can open it can lock it, and so hold the others up.
final class WriterQueue {
    private let log: LogFile
    private let wait: LockWait
    private let path: String
    private var descriptor: Int32

    init(_ log: LogFile, _ wait: LockWait) throws(LogError) {
        self.log = log
        self.wait = wait
        path = Self.path(beside: log)
        descriptor = try Self.open(beside: log)
    }

    deinit { close(descriptor) }

    /// Waits for its turn, a minute at most, and gives it up when `body` is done. `body` is done only on a log of one name,
    /// unless it is done to tidy up.
    func holding<Result>(checking: Bool = true, _ body: () throws -> Result) throws -> Result {
        wait.begin()
        while true {
            // Who waits stands at the head of the queue meanwhile. So one who writes again and again, as an import does,
            // comes after him, however quickly he asks for his next turn.
            try wait(checking, until: { moveToHead(F_WRLCK) })
            do {
                defer { _ = moveToHead(F_UNLCK) }
                try wait(checking, until: { flock(descriptor, LOCK_EX | LOCK_NB) == 0 })
            }
            if Inode(at: path) == Inode(descriptor) { break }
            // Somebody has put another file in its place, and the others queue there.
            flock(descriptor, LOCK_UN)
            if checking { try log.check() }
            close(descriptor)
            descriptor = -1
            descriptor = try Self.open(beside: log)
        }
        defer { flock(descriptor, LOCK_UN) }
        return try log.holdingWriterLock(wait, checking: checking, body)
    }

    private func wait(_ checking: Bool, until isMine: () -> Bool) throws(LogError) {
        while !isMine() {
            guard errno == EWOULDBLOCK || errno == EACCES || errno == EINTR else {
                throw LogError(errno: errno, path: log.path)
            }
            // For what would be refused anyway nobody waits.
            if checking { try log.check() }
            try wait.pause()
        }
    }

    /// The head of the queue is a lock of another sort on the same file, which belongs to the open file too.
    private func moveToHead(_ type: Int32) -> Bool {
        LogFile.lock(descriptor, type, LogFile.Bytes(start: 0))
    }

    // MARK: The file

    private static func path(beside log: LogFile) -> String { log.path + "-lock" }

    private static func open(beside log: LogFile) throws(LogError) -> Int32 {
        let path = path(beside: log)
        var status = stat()
        guard fstat(log.descriptor, &status) == 0 else { throw LogError(errno: errno, path: log.path) }
        let mode = Self.mode(besideLogOf: status.st_mode)
        for attempt in 1... {
            let made = FileSystem.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            if made >= 0 {
                // As SQLite does for its own side files; who is not root cannot give it to another, and need not.
                if fchown(made, status.st_uid, status.st_gid) != 0 {
                    _ = fchown(made, uid_t.max, status.st_gid)
                }
                fchmod(made, mode)
                return made
            }
            guard errno == EEXIST else { throw LogError(errno: errno, path: log.path) }
            let found = FileSystem.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            if found >= 0 {
                adjust(found, to: mode)
                return found
            }
            // One that shuts out who may write to the log was made by a program that did not give it the log's mode, as
            // earlier versions did. It holds nothing; who is in its queue now is kept apart by the lock on the log itself.
            guard errno == EACCES || errno == ENOENT, attempt < 10 else {
                throw LogError(errno: errno, path: log.path)
            }
            if errno == EACCES, unlink(path) != 0, errno != ENOENT {
                throw LogError(errno: errno, path: log.path)
            }
        }
        throw .readOnly(path: log.path)
    }

    /// Gives a file that is our own the mode that it should have: the log may have got another since.
    private static func adjust(_ descriptor: Int32, to mode: mode_t) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
            status.st_uid == geteuid(), status.st_mode & 0o777 != mode
        else { return }
        fchmod(descriptor, mode)
    }

    /// The log's, without what those have who may only read.
    private static func mode(besideLogOf mode: mode_t) -> mode_t {
        let writing = mode & 0o222
        return writing | writing << 1
    }
}
