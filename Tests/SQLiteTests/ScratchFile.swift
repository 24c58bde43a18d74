import Glibc

/// A place for a database's file in a folder of its own, which goes when the test is over.
final class ScratchFile {
    let path: String
    private let folder: String

    init() {
        var template = Array("/tmp/chancery-sqlite-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
        path = folder + "/scratch.db"
    }

    func bytes() -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    /// Flips a bit of the byte there; false where that fails.
    func changeByte(at place: Int) -> Bool {
        let descriptor = open(path, O_RDWR)
        defer { close(descriptor) }
        var byte: UInt8 = 0
        guard pread(descriptor, &byte, 1, place) == 1 else { return false }
        byte ^= 1
        return pwrite(descriptor, &byte, 1, place) == 1
    }

    deinit {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
        rmdir(folder)
    }
}
