import FileSystem
import Glibc

/// The queue of those who want to write: an advisory lock on a file beside the log, so that any number of processes
/// take turns. SQLite's own lock would fail them with "database is locked" when they are many.
final class WriterQueue {
    private let descriptor: Int32
    private let path: String

    /// `path` is the log's, with symbolic links followed: two names of one log must be one queue.
    init(log path: String) throws(LogError) {
        self.path = path
        descriptor = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw LogError(errno: errno, path: path) }
    }

    deinit { close(descriptor) }

    /// Waits for its turn, a minute at most, and gives it up when `body` is done.
    func holding<Result>(_ body: () throws -> Result) throws -> Result {
        var waited = 0
        // Who waits stands at the head of the queue meanwhile. So one who writes again and again, as an import does, comes
        // after him, however quickly he asks for his next turn.
        try wait(&waited) { moveToHead(F_WRLCK) }
        do {
            defer { _ = moveToHead(F_UNLCK) }
            try wait(&waited) { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
        }
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }

    private func wait(_ waited: inout Int, until isMine: () -> Bool) throws {
        while !isMine() {
            guard errno == EWOULDBLOCK || errno == EACCES || errno == EINTR else {
                throw LogError(errno: errno, path: path)
            }
            guard waited < 60_000_000 else { throw LogError.busy(path: path) }
            // Not in step with the others who wait.
            let pause = UInt32.random(in: 200...1200)
            usleep(pause)
            waited += Int(pause)
        }
    }

    /// The head of the queue is a lock of another sort on the same file, which belongs to the open file too.
    private func moveToHead(_ type: Int32) -> Bool {
        var range = Glibc.flock()
        range.l_type = Int16(type)
        range.l_whence = Int16(SEEK_SET)
        range.l_len = 1
        return fcntl(descriptor, Self.setLockOfOpenFile, &range) == 0
    }

    /// F_OFD_SETLK of <fcntl.h>, which shows it only to those who define _GNU_SOURCE.
    private static let setLockOfOpenFile: Int32 = 37
}
