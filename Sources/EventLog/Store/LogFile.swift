import Platform
import Synchronization
import SystemPackage

/// The log's main file: checks whether it may be used, and takes locks on it.
///
/// When a process closes any descriptor of a file, it loses all POSIX locks that it holds on that file,
/// including SQLite's. So a descriptor that is opened here stays open until nothing in this process uses the
/// log. The locks taken here are OFD locks, which belong to an open file and not to the process. OFD locks
/// and POSIX locks exclude each other.
final class LogFile: Sendable {
    /// The path with symbolic links resolved. Side files lie beside this path.
    let path: FilePath
    let file: OpenFile
    private let identity: FileIdentity

    init(at path: FilePath, _ access: EventStore.Access) throws(LogError) {
        func opening<Result>(_ body: () throws(Errno) -> Result) throws(LogError) -> Result {
            try LogError.converting(path, special: { LogError(opening: path, $0) }, body)
        }
        let resolved = try opening(path.resolved)
        let type = try opening { () throws(Errno) in try Stat(resolved).type }
        guard type != .directory else { throw .isAFolder(path: resolved) }
        guard type == .regular else { throw .notALog(path: resolved) }
        file = try LogError.converting(
            resolved,
            special: {
                // A log that can be read cannot be opened for writing: it is there, and is read-only.
                access == .writing && resolved.isReadable ? nil : LogError(opening: resolved, $0)
            }
        ) { () throws(Errno) in
            try OpenFile(resolved, access == .writing ? .readWrite : .readOnly, .nonBlocking)
        }
        self.path = resolved
        identity = try LogError.converting(resolved) { [file] () throws(Errno) in try file.status().identity }
        OpenLogFiles.join(identity, file)
        try check()
        for suffix in SideFile.all {
            guard let type = SideFile.wrongType(at: resolved.suffixed(suffix)) else { continue }
            throw .sideFileNotRegular(path: resolved.suffixed(suffix), type: type)
        }
    }

    deinit { OpenLogFiles.leave(identity) }

    /// Throws if the file has several names, is a mount point, or is no longer the file at its path. What is
    /// written under one name goes into that name's write-ahead log, which a process that uses another name
    /// does not see.
    func check() throws(LogError) {
        let count = try status().linkCount
        guard count <= 1 else { throw .severalNames(path: path, count: count) }
        guard !path.isMountPoint else { throw .isMounted(path: path) }
        guard (try? Stat(path))?.identity == identity else { throw .moved(path: path) }
    }

    func status() throws(LogError) -> Stat {
        try LogError.converting(path) { () throws(Errno) in try file.status() }
    }

    /// Whether this process may write to the file and create files beside it.
    var isWritable: Bool { path.isWritable && path.folder.allowsNewFiles }

    /// Whether a rollback journal lies beside the log that the next SQLite connection would write back into
    /// it. The log itself never has one, because it is in WAL mode.
    func hasRollbackJournal() -> Bool {
        let path = path.suffixed("-journal")
        let journal: OpenFile
        do {
            journal = try OpenFile(path, .readOnly, [.nonBlocking, .noFollow])
        } catch {
            // A file that exists but cannot be read may be a journal.
            return error != .noSuchFileOrDirectory
        }
        // A finished journal is empty or begins with zeros.
        guard let first = try? journal.read(1, at: 0).first, first != 0 else { return false }
        // A running process that is writing holds this lock, and deletes its journal before it releases the
        // lock.
        return !file.isLockedExclusively(Self.reserved) && path.exists
    }

    // MARK: Locks

    /// SQLite's RESERVED lock: a process that changes a file without a write-ahead log holds it exclusively.
    private static let reserved = OpenFile.ByteRange(start: 0x4000_0001)
    /// SQLite's SHARED lock: every connection holds it shared; the last one to close the file holds it
    /// exclusively.
    static let readers = OpenFile.ByteRange(start: 0x4000_0002, count: 510)
    /// This program's own lock: a writer holds it exclusively. It is in the log's main file, so it is the
    /// same for all names of the file. SQLite does not use this byte.
    private static let writer = OpenFile.ByteRange(start: 0x4000_0200)

    /// Runs `body` while no other process writes to the file, under whatever name. On a file system without
    /// such locks, `body` runs anyway; writers that use the same name still take turns (`WriterQueue`).
    ///
    /// - Parameter checking: whether to call `check` once the lock is held.
    func holdingWriterLock<Result>(
        _ wait: LockWait, checking: Bool = false, _ body: () throws -> Result
    ) throws -> Result {
        // A process that can only read can take this lock shared. It is not a writer and must not delay one.
        while (try? file.tryLock(Self.writer, .exclusive)) == false, file.isLockedExclusively(Self.writer) {
            // Fail at once if `check` would refuse the work anyway.
            if checking { try check() }
            try wait.pause()
        }
        defer { file.unlock(Self.writer) }
        if checking { try check() }
        return try body()
    }

    // MARK: Side files

    /// SQLite's shared memory, which contains further locks.
    var sharedMemory: FilePath { path.suffixed("-shm") }

    /// Opens SQLite's shared memory; nil if it is missing or cannot be read.
    func openSharedMemory() -> OpenFile? {
        guard let memory = try? OpenFile(sharedMemory, .readOnly, [.nonBlocking, .noFollow]) else {
            return nil
        }
        OpenLogFiles.keep(memory, for: identity)
        return memory
    }
}

/// The files of logs and their shared memory that this process has open. They stay open until nothing in the
/// process uses the log.
private enum OpenLogFiles {
    private struct Opened {
        var holders = 0
        var files: [OpenFile] = []
    }

    private static let opened = Mutex<[FileIdentity: Opened]>([:])

    static func join(_ log: FileIdentity, _ file: OpenFile) {
        opened.withLock {
            $0[log, default: Opened()].holders += 1
            $0[log, default: Opened()].files.append(file)
        }
    }

    static func keep(_ file: OpenFile, for log: FileIdentity) {
        opened.withLock { $0[log, default: Opened()].files.append(file) }
    }

    static func leave(_ log: FileIdentity) {
        opened.withLock {
            $0[log]?.holders -= 1
            guard let left = $0[log], left.holders == 0 else { return }
            // Closed here and not later: a process loses its locks on a file with any descriptor that it closes, and
            // somebody else may open the log as soon as this lock is released.
            for file in left.files { file.close() }
            $0[log] = nil
        }
    }
}
