import Platform
import SystemPackage

/// The queue of writers: an advisory lock on a file beside the log, so that any number of processes take
/// turns. With many writers, SQLite's own lock would fail with "database is locked".
///
/// The lock file has the log's owner and group. Its mode gives read permission only to those who may write to
/// the log: anybody who can open the file can lock it and delay the writers.
final class WriterQueue {
    private let log: LogFile
    private let wait: LockWait
    private let path: FilePath
    private var file: OpenFile
    private var isHolding = false

    /// A lock on this range is the head of the queue.
    private static let head = OpenFile.ByteRange(start: 0)

    init(_ log: LogFile, _ wait: LockWait) throws(LogError) {
        self.log = log
        self.wait = wait
        path = log.path.suffixed("-lock")
        file = try Self.open(path, beside: log)
    }

    /// Waits at most a minute for its turn, runs `body`, and ends its turn.
    ///
    /// - Parameter checking: whether to refuse a log with several names, or one that has been moved. False
    ///   only for closing.
    /// - Throws: `LogError.busy` after a minute; whatever `LogFile.check` or `body` throws.
    func holding<Result>(checking: Bool = true, _ body: () throws -> Result) throws -> Result {
        // The end of the inner turn would end the outer one too.
        precondition(!isHolding, "a turn in the queue is taken within a turn")
        isHolding = true
        defer { isHolding = false }
        wait.begin()
        while true {
            // A waiting process first takes the lock for the head of the queue. So a process that writes
            // repeatedly, such as an import, comes after it, however soon it asks for its next turn.
            try wait(checking) { file throws(Errno) in try file.tryLock(Self.head, .exclusive) }
            do {
                defer { file.unlock(Self.head) }
                try wait(checking) { file throws(Errno) in try file.tryLockWhole() }
            }
            if let queue = try? Stat(path).identity, try queue == status().identity { break }
            // The lock file has been replaced, and other processes queue at the new file.
            file.unlockWhole()
            if checking { try log.check() }
            file = try Self.open(path, beside: log)
        }
        defer { file.unlockWhole() }
        return try log.holdingWriterLock(wait, checking: checking, body)
    }

    private func wait(
        _ checking: Bool, until isMine: (OpenFile) throws(Errno) -> Bool
    ) throws(LogError) {
        while try !LogError.converting(log.path, { () throws(Errno) in try isMine(file) }) {
            // Fail at once if `check` would refuse the work anyway.
            if checking { try log.check() }
            try wait.pause()
        }
    }

    private func status() throws(LogError) -> Stat {
        try LogError.converting(log.path) { () throws(Errno) in try file.status() }
    }

    // MARK: The file

    private static func open(_ path: FilePath, beside log: LogFile) throws(LogError) -> OpenFile {
        let status = try log.status()
        let permissions = permissions(besideLogOf: status.permissions)
        return try LogError.converting(log.path) { () throws(Errno) in
            for attempt in 1... {
                if let new = try create(path, permissions) {
                    // As SQLite does for its side files.
                    new.setOwner(like: status)
                    try? new.setPermissions(permissions)
                    return new
                }
                do throws(Errno) {
                    let found = try OpenFile(path, .readWrite, [.noFollow, .nonBlocking])
                    adjust(found, to: permissions)
                    return found
                } catch {
                    // Another process may have replaced the file in the meantime.
                    guard error == .permissionDenied || error == .noSuchFileOrDirectory, attempt < 10 else {
                        throw error
                    }
                    // A lock file that shuts out a user who may write to the log was made by a program that did not
                    // set its mode, as earlier versions did. It contains nothing, so it can be replaced. The lock on
                    // the log itself excludes processes that are still in its queue.
                    if error == .permissionDenied { try removeIfThere(path) }
                }
            }
            throw .permissionDenied
        }
    }

    /// nil if the file exists.
    private static func create(_ path: FilePath, _ permissions: FilePermissions) throws(Errno) -> OpenFile? {
        do {
            return try OpenFile(
                path, .readWrite, [.create, .exclusiveCreate, .noFollow], permissions: permissions)
        } catch .fileExists {
            return nil
        } catch {
            throw error
        }
    }

    private static func removeIfThere(_ path: FilePath) throws(Errno) {
        do {
            try path.remove()
        } catch {
            guard error == .noSuchFileOrDirectory else { throw error }
        }
    }

    /// Sets the expected mode of a lock file that belongs to this user. The log's mode may have changed since
    /// it was created.
    private static func adjust(_ file: OpenFile, to permissions: FilePermissions) {
        guard let status = try? file.status(), status.type == .regular, status.linkCount == 1, status.isOwn,
            status.permissions.intersection(.all) != permissions
        else { return }
        try? file.setPermissions(permissions)
    }

    /// The log's mode without the permissions of those who may only read.
    private static func permissions(besideLogOf permissions: FilePermissions) -> FilePermissions {
        let writing = permissions.rawValue & 0o222
        return FilePermissions(rawValue: writing | writing << 1)
    }
}
