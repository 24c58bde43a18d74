import Glibc

extension SigningKey {
    /// Writes the key into a folder, as the file of its name: durably, for its owner alone, never over another. The path.
    package func write(into folder: String) throws(LogError) -> String {
        let path = "\(folder)/\(name)"
        try Self.makeFolder(folder, mode: 0o700)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? .keyExists(name: name, path: path)
                : .cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
        let bytes = Array("\(line)\n".utf8)
        // Whatever mask the process has.
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

    /// Makes a folder with those above it that are missing.
    package static func makeFolder(_ path: String, mode: mode_t) throws(LogError) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash]), mode: mode) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw .cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
