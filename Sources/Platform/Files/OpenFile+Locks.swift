import CLinux
import Glibc
import SystemPackage

extension OpenFile {
    /// A range of bytes in a file whose locks have a meaning. The bytes themselves need not exist.
    package struct ByteRange: Sendable {
        /// The offset of the first byte.
        package let start: Int
        /// The number of bytes.
        package let count: Int

        /// A range of one byte or more.
        package init(start: Int, count: Int = 1) {
            self.start = start
            self.count = count
        }
    }

    /// Whether a lock excludes all others, or only exclusive ones.
    package enum LockKind: Sendable { case shared, exclusive }

    /// Takes a lock on a range of bytes, without waiting. It belongs to this open file and not to the process (an OFD
    /// lock of fcntl(2)), and excludes POSIX locks, such as SQLite's, as well.
    ///
    /// - Returns: false if another open file, or another process, holds a lock that excludes it.
    /// - Throws: `Errno` where the file system has no such locks.
    package func tryLock(_ range: ByteRange, _ kind: LockKind) throws(Errno) -> Bool {
        try isTaken { try set(range, kind == .exclusive ? F_WRLCK : F_RDLCK) }
    }

    /// Releases a lock on a range of bytes.
    package func unlock(_ range: ByteRange) { _ = try? set(range, F_UNLCK) }

    /// Whether another open file, or another process, holds an exclusive lock on some of these bytes.
    package func isLockedExclusively(_ range: ByteRange) -> Bool {
        var lock = Self.lock(range, F_RDLCK)
        let isKnown = (try? repeatingCall { fcntl($0, linux_ofd_getlk, &lock) }) != nil
        return isKnown && lock.l_type == Int16(F_WRLCK)
    }

    /// Takes an exclusive lock on the whole file, without waiting: one of flock(2), which the locks on ranges do not
    /// exclude.
    ///
    /// - Returns: false if another open file holds it.
    package func tryLockWhole() throws(Errno) -> Bool {
        try isTaken { try repeatingCall { flock($0, LOCK_EX | LOCK_NB) } }
    }

    /// Releases the lock on the whole file.
    package func unlockWhole() { _ = try? repeatingCall { flock($0, LOCK_UN) } }

    private func isTaken(_ call: () throws -> Void) throws(Errno) -> Bool {
        do {
            try rethrowing(call)
            return true
        } catch .resourceTemporarilyUnavailable {
            return false
        } catch .permissionDenied {
            // The other error that fcntl(2) may give for a lock that somebody else holds.
            return false
        } catch {
            throw error
        }
    }

    private func set(_ range: ByteRange, _ type: Int32) throws(Errno) {
        var lock = Self.lock(range, type)
        try repeatingCall { fcntl($0, linux_ofd_setlk, &lock) }
    }

    private static func lock(_ range: ByteRange, _ type: Int32) -> Glibc.flock {
        var lock = Glibc.flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = range.start
        lock.l_len = range.count
        return lock
    }
}
