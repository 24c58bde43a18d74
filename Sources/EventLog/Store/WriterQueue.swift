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
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw LogError(errno: errno, path: path)
            }
            guard waited < 60_000_000 else { throw LogError.busy(path: path) }
            // Not in step with the others who wait.
            let pause = UInt32.random(in: 200...1200)
            usleep(pause)
            waited += Int(pause)
        }
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }
}
