import Glibc

/// A folder of this process, in memory where there is such a place; it goes with the process.
enum Scratch {
    static let folder: String = {
        let parent =
            String(getenv: "TMPDIR") ?? (access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")
        var template = Array("\(parent)/chancery-fuzz-XXXXXX".utf8CString)
        let folder = mkdtemp(&template).map { String(cString: $0) } ?? parent
        atexit { Scratch.clear(andTheFolder: true) }
        return folder
    }()

    /// How the names of files begin that stay from one input to the next.
    static let kept = "kept-"

    /// Takes away the files of the last input.
    static func clear(andTheFolder: Bool = false) {
        guard let entries = opendir(folder) else { return }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if andTheFolder || !name.hasPrefix(kept) { unlink("\(folder)/\(name)") }
        }
        closedir(entries)
        if andTheFolder { rmdir(folder) }
    }

    static func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Broken("nothing can be written to \(folder)")
        }
        return path
    }

    static func read(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var information = stat()
        fstat(descriptor, &information)
        var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
        bytes.removeLast(bytes.count - max(0, Glibc.read(descriptor, &bytes, bytes.count)))
        return bytes
    }
}

extension String {
    fileprivate init?(getenv name: String) {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        self.init(cString: value)
    }
}
