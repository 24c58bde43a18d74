import FileSystem
import Glibc

/// A file that is made beside its place and gets its name when it is whole, so that there is never half of it; with
/// those that SQLite and its writers keep beside it.
struct Draft {
    private static let suffixes = ["", "-wal", "-shm", "-journal", "-lock"]

    /// Where it is made. The process's number is in it: two may make a file of the same name, and one gets it.
    let path: String
    private let place: String

    /// Fails where no file can be made of that name. Clears away what was left there by processes that were killed.
    init(of place: String) throws(LogError) {
        guard access(place, F_OK) != 0 else { throw .exists(path: place) }
        if access(Disk.folder(of: place), W_OK | X_OK) != 0 {
            throw .cannotCreate(
                path: place,
                reason: errno == ENOENT ? "its folder does not exist" : "its folder cannot be written to")
        }
        self.place = place
        path = "\(place).new-\(getpid())"
        clear()
        clearAbandoned()
    }

    func clear() { for suffix in Self.suffixes { unlink(path + suffix) } }

    /// Gives the finished file its name, durably; never over another. Where that fails there is no file of that name.
    func moveIntoPlace() throws(LogError) {
        try Disk.sync(path, of: place)
        guard link(path, place) == 0 else {
            throw errno == EEXIST
                ? .exists(path: place)
                : .cannotCreate(path: place, reason: String(cString: strerror(errno)))
        }
        do {
            try Disk.sync(Disk.folder(of: place), of: place)
        } catch {
            unlink(place)
            throw error
        }
    }

    /// Drafts of the same file whose processes are no more. One who works elsewhere, on a shared disk, may look like that:
    /// then his work fails when he is done, for want of the draft, and nothing is spoilt.
    private func clearAbandoned() {
        let folder = Disk.folder(of: place)
        let prefix = "\(place.nameInPath).new-"
        guard let directory = opendir(folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(pathBytes: bytes.prefix { $0 != 0 })
            }
            guard name.hasPrefix(prefix) else { continue }
            let rest = name.dropFirst(prefix.count)
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard Self.suffixes.contains(String(rest.dropFirst(digits.count))), let process = pid_t(digits),
                process > 0, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }
}
