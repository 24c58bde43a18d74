import FileSystem
import Glibc

/// The queue of writers: an advisory lock on a file beside the log, so that any number of processes take
/// turns. With many writers, SQLite's own lock would fail with "database is locked".
///
/// The lock file has the log's owner and group. Its mode gives read permission only to those who may write to
/// the log: anybody who can open the file can lock it and delay the writers.
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

    /// Waits at most a minute for its turn, runs `body`, and ends its turn.
    ///
    /// - Parameter checking: whether to refuse a log with several names, or one that has been moved. False
    ///   only for closing.
    /// - Throws: `LogError.busy` after a minute; whatever `LogFile.check` or `body` throws.
    func holding<Result>(checking: Bool = true, _ body: () throws -> Result) throws -> Result {
        wait.begin()
        while true {
            // A waiting process first takes the lock for the head of the queue. So a process that writes
            // repeatedly, such as an import, comes after it, however soon it asks for its next turn.
            try wait(checking, until: { moveToHead(F_WRLCK) })
            do {
                defer { _ = moveToHead(F_UNLCK) }
                try wait(checking, until: { flock(descriptor, LOCK_EX | LOCK_NB) == 0 })
            }
            if Inode(at: path) == Inode(descriptor) { break }
            // The lock file has been replaced, and other processes queue at the new file.
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
            // Fail at once if `check` would refuse the work anyway.
            if checking { try log.check() }
            try wait.pause()
        }
    }

    /// Takes or releases the head of the queue: an OFD lock on the same file, which also belongs to the open
    /// file.
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
                // As SQLite does for its side files. Only root can give a file to another user; otherwise it
                // need not be given.
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
            // A lock file that shuts out a user who may write to the log was made by a program that did not
            // set its mode, as earlier versions did. It contains nothing, so it can be replaced. The lock on
            // the log itself excludes processes that are still in its queue.
            guard errno == EACCES || errno == ENOENT, attempt < 10 else {
                throw LogError(errno: errno, path: log.path)
            }
            if errno == EACCES, unlink(path) != 0, errno != ENOENT {
                throw LogError(errno: errno, path: log.path)
            }
        }
        throw .readOnly(path: log.path)
    }

    /// Sets the expected mode of a lock file that belongs to this user. The log's mode may have changed since
    /// it was created.
    private static func adjust(_ descriptor: Int32, to mode: mode_t) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
            status.st_uid == geteuid(), status.st_mode & 0o777 != mode
        else { return }
        fchmod(descriptor, mode)
    }

    /// The log's mode without the permissions of those who may only read.
    private static func mode(besideLogOf mode: mode_t) -> mode_t {
        let writing = mode & 0o222
        return writing | writing << 1
    }
}
