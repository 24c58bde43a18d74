import FileSystem
import Glibc

extension SigningKey {
    /// Writes the key durably into a new file that only its owner can read.
    ///
    /// - Parameters:
    ///   - folder: the path of the folder. It is created if it is missing.
    ///   - file: the name of the file within the folder.
    /// - Returns: the path of the file.
    /// - Throws: `LogError.keyExists` if there is already a file of that name; `.cannotCreate` if it cannot
    ///   be written.
    package func write(into folder: String, as file: String) throws(LogError) -> String {
        let path = "\(folder)/\(file)"
        try Self.makeFolder(folder, mode: 0o700)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? .keyExists(name: name, path: path)
                : .cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
        let bytes = Array("\(line)\n".utf8)
        // Sets the mode again, because the process's umask may have removed bits.
        let isWhole =
            fchmod(descriptor, 0o600) == 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
            && fsync(descriptor) == 0
        let reason = String(cString: strerror(errno))
        close(descriptor)
        guard isWhole else {
            unlink(path)
            throw .cannotCreate(path: path, reason: reason)
        }
        do {
            try Disk.sync(folder, of: path)
        } catch {
            unlink(path)
            throw error
        }
        return path
    }

    /// Checks that a key of this name can be written, so that the caller can fail before it changes anything.
    /// The folder is created if it is missing.
    ///
    /// - Throws: `LogError.keyExists` or `.cannotCreate`.
    package static func checkPlace(in folder: String, of name: String) throws(LogError) {
        try makeFolder(folder, mode: 0o700)
        let path = "\(folder)/\(name)"
        var status = stat()
        if lstat(path, &status) == 0 { throw .keyExists(name: name, path: path) }
        if access(folder, W_OK | X_OK) != 0 {
            throw .cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Reads a key file. Only its owner may have access to it.
    ///
    /// - Throws: `LogError.keyNotFound`, `.notPermitted`, `.keyIsOpen`, `.notASigningKey` or `.failed`.
    package init(at path: String) throws(LogError) {
        // `O_NONBLOCK`: opening a named pipe must not block.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw .keyNotFound(path: path)
            case EACCES, EPERM: throw .notPermitted(path: path)
            default: throw .failed(path: path, reason: String(cString: strerror(errno)))
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw LogError(errno: errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notASigningKey(path: path) }
        guard status.st_mode & 0o077 == 0 else {
            throw .keyIsOpen(path: path, mode: Int(status.st_mode & 0o777))
        }
        // The line of a key with the longest allowed name (100 characters) has 168 bytes.
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw LogError(errno: errno, path: path) }
        guard count > 0, let key = SigningKey(line: String(decoding: bytes.prefix(count), as: UTF8.self))
        else {
            throw .notASigningKey(path: path)
        }
        self = key
    }

    /// Creates a folder and its missing parent folders.
    ///
    /// - Throws: `LogError.cannotCreate`.
    package static func makeFolder(_ path: String, mode: mode_t) throws(LogError) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        if let folder = path.folderOfPath { try makeFolder(String(folder.dropLast()), mode: mode) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw .cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
