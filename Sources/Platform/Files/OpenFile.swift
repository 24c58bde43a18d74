import CLinux
import Glibc
import Synchronization
import SystemPackage

/// An open file. It is closed by `close`, or when nothing refers to it any more.
///
/// The rules for system calls on files are here and hold for all of them:
/// - A call that a signal interrupts is repeated. (`close` is not: on Linux the descriptor is closed even then.)
/// - A write goes on until all bytes are written, and a read at an offset until all bytes are read or the file ends.
/// - A child process never inherits the file, and a terminal that is opened never becomes the program's own.
/// - An error of closing is ignored: whoever needs to know that bytes are on the disk calls `sync` before.
package final class OpenFile: Sendable {
    private let opened: FileDescriptor
    private let isOpen = Atomic(true)

    private var descriptor: FileDescriptor {
        // The system gives the number of a closed file to the next one that is opened.
        precondition(isOpen.load(ordering: .relaxed), "a file is used after it was closed")
        return opened
    }

    /// Opens a file, or creates it.
    ///
    /// - Parameters:
    ///   - path: the path of the file.
    ///   - access: whether to read, to write, or both.
    ///   - options: `.nonBlocking` keeps the opening of a named pipe from waiting for a writer.
    ///   - permissions: those of a file that is created, before the process's umask.
    package init(
        _ path: FilePath, _ access: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions = [],
        permissions: FilePermissions? = nil
    ) throws(Errno) {
        opened = try rethrowing {
            try FileDescriptor.open(
                path, access, options: options.union([.closeOnExec, .noControllingTerminal]),
                permissions: permissions)
        }
    }

    private init(_ descriptor: FileDescriptor) { opened = descriptor }

    deinit { close() }

    /// Closes the file. Further calls do nothing.
    package func close() {
        guard isOpen.exchange(false, ordering: .relaxed) else { return }
        try? opened.close()
    }

    /// A new file without a name in a folder, for reading and writing. It disappears when it is closed, unless
    /// `giveName` names it. Not every file system has such files (`Errno.notSupportedOnSocket`, `.isDirectory`).
    package static func unnamed(in folder: FilePath, permissions: FilePermissions) throws(Errno) -> OpenFile {
        OpenFile(
            try descriptor(repeating: {
                folder.withPlatformString { linux_open_unnamed($0, permissions.rawValue) }
            }))
    }

    /// A file in the system's folder for temporary files. It has no name, and disappears when it is closed.
    package static func temporary() throws(Errno) -> OpenFile {
        guard let file = tmpfile() else { throw Errno(rawValue: errno) }
        defer { fclose(file) }
        return OpenFile(try descriptor(repeating: { fcntl(fileno(file), F_DUPFD_CLOEXEC, 0) }))
    }

    /// Another descriptor of standard input.
    package static func standardInput() throws(Errno) -> OpenFile {
        OpenFile(try descriptor(repeating: { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) }))
    }

    private static func descriptor(repeating call: () -> Int32) throws(Errno) -> FileDescriptor {
        FileDescriptor(rawValue: try repeating(call))
    }

    // MARK: Reading

    /// Reads the next bytes, at most `count`; none at the end of the file.
    package func read(upTo count: Int) throws(Errno) -> [UInt8] { try descriptor.read(upTo: count) }

    /// Reads to the end of the file.
    ///
    /// - Parameter limit: the reading stops after this many bytes, or up to 64 KiB later.
    package func readToEnd(limit: Int = .max) throws(Errno) -> [UInt8] {
        try descriptor.readToEnd(limit: limit)
    }

    /// Reads bytes from an offset on.
    ///
    /// - Returns: how many bytes were read: fewer than there is room for only where the file ends.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Errno) -> Int {
        var done = 0
        while done < buffer.count {
            let count = try rethrowing {
                try descriptor.read(
                    fromAbsoluteOffset: Int64(offset + done),
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Reads `count` bytes from an offset on; fewer only where the file ends.
    package func read(_ count: Int, at offset: Int) throws(Errno) -> [UInt8] {
        try rethrowing {
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                initialized = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            }
        }
    }

    // MARK: Writing

    /// Writes all bytes, at the end of a file that was opened with `.append`.
    package func write(_ bytes: [UInt8]) throws(Errno) {
        try rethrowing { _ = try descriptor.writeAll(bytes) }
    }

    /// Writes all bytes from an offset on.
    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Errno) {
        try rethrowing { _ = try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes) }
    }

    /// Writes all bytes from an offset on.
    package func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
        try rethrowing { try bytes.withUnsafeBytes { try write($0, at: offset) } }
    }

    /// Cuts the file, or fills it with zeros, to a size in bytes.
    package func resize(to size: Int) throws(Errno) {
        try rethrowing { try descriptor.resize(to: Int64(size)) }
    }

    /// Returns when all that was written is on the disk.
    package func sync() throws(Errno) { try repeating { fsync(descriptor.rawValue) } }

    // MARK: Owner and permissions

    /// The file's type, size, owner, permissions and identity, as they are now.
    package func status() throws(Errno) -> Stat { try Stat(descriptor) }

    /// Sets the permissions, whatever the process's umask.
    package func setPermissions(_ permissions: FilePermissions) throws(Errno) {
        try repeating { fchmod(descriptor.rawValue, permissions.rawValue) }
    }

    /// Gives the file the owner and the group of another one, or at least its group: only root can give a file to
    /// another user.
    ///
    /// - Returns: whether at least the group is the other file's.
    @discardableResult package func setOwner(like other: Stat) -> Bool {
        let (user, group) = (other.userID.rawValue, other.groupID.rawValue)
        return fchown(descriptor.rawValue, user, group) == 0
            || fchown(descriptor.rawValue, uid_t.max, group) == 0
    }

    // MARK: A name for an unnamed file

    /// Whether `giveName` can work: the system shows open files in `/proc`.
    package var canGetName: Bool { pathInProc.exists }

    /// Gives an unnamed file its name. Fails with `Errno.fileExists` where the name is taken. The caller syncs the
    /// folder.
    package func giveName(_ path: FilePath) throws(Errno) {
        try repeating {
            pathInProc.withPlatformString { old in
                path.withPlatformString { linkat(AT_FDCWD, old, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) }
            }
        }
    }

    private var pathInProc: FilePath { FilePath("/proc/self/fd/\(descriptor.rawValue)") }

    /// Calls the system with the descriptor, for the parts of this class in other files.
    @discardableResult
    func repeatingCall(_ call: (Int32) -> Int32) throws(Errno) -> Int32 {
        try repeating { call(descriptor.rawValue) }
    }
}

extension FileDescriptor {
    /// Reads the next bytes, at most `count`; none at the end.
    func read(upTo count: Int) throws(Errno) -> [UInt8] {
        try rethrowing {
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                initialized = try read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    /// Reads to the end, or until at least `limit` bytes are read.
    func readToEnd(limit: Int) throws(Errno) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let piece = try read(upTo: 1 << 16)
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }
}

/// Makes a system call, again and again while a signal interrupts it.
///
/// - Returns: what the call returns, which is not negative.
@discardableResult
func repeating(_ call: () -> Int32) throws(Errno) -> Int32 {
    while true {
        let result = call()
        if result >= 0 { return result }
        guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
}

/// The calls of swift-system throw nothing but `Errno`, but do not declare it.
func rethrowing<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
    do {
        return try body()
    } catch let error as Errno {
        throw error
    } catch {
        preconditionFailure("a system call threw \(error)")
    }
}

extension FileDescriptor.OpenOptions {
    /// A terminal that is opened does not become the controlling terminal of the process: `O_NOCTTY`, which
    /// swift-system does not have.
    fileprivate static let noControllingTerminal = Self(rawValue: O_NOCTTY)
}
