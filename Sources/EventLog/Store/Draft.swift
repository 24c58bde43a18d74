import FileSystem
import Glibc

/// Where a new log is to be. There may be no file, nor what another log has left beside it: SQLite would read that as part
/// of the new one.
struct NewFile {
    /// As the user named it.
    let name: String
    /// From the root on, so that nothing takes it for anything but a path; its folder without symbolic links.
    let path: String

    init(_ name: String) throws(LogError) {
        self.name = name
        let folder = Disk.folder(of: name)
        guard let resolved = realpath(folder) else {
            // A file's name may be all that is wrong.
            let reason = errno == ENOENT ? "its folder does not exist" : String(cString: strerror(errno))
            throw .cannotCreate(path: name, reason: reason)
        }
        path = "\(resolved)/\(name.nameInPath)"
        try check()
        if access(folder, W_OK | X_OK) != 0 {
            throw .cannotCreate(path: name, reason: "its folder cannot be written to")
        }
    }

    /// Throws where something is there. It is looked at again before a new log is given its name.
    func check() throws(LogError) {
        guard !Self.isThere(path) else { throw .exists(path: name) }
        for suffix in SideFile.all {
            guard let type = SideFile.wrongType(at: path + suffix) else { continue }
            throw .sideFileInTheWay(path: name, file: name + suffix, type: type)
        }
        // A lock file that is left holds nothing.
        for suffix in SideFile.ofSQLite where Self.isThere(path + suffix) {
            throw .sideFileLeft(path: name, file: name + suffix)
        }
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}

/// A log that is made beside its place and gets its name when it is whole, so that there is never half of it; with
/// those that SQLite and its writers keep beside it.
struct Draft {
    private static let suffixes = [""] + SideFile.all

    /// Where it is made. The process's number is in it: two may make a file of the same name, and one gets it.
    let path: String
    private let place: NewFile

    /// Clears away what was left there by processes that were killed.
    init(of place: NewFile) {
        self.place = place
        path = "\(place.path).new-\(getpid())"
        clear()
        clearAbandoned()
    }

    func clear() { for suffix in Self.suffixes { unlink(path + suffix) } }

    /// Brings the finished file to the disk, and sees that its place is still free.
    func finish() throws(LogError) {
        try Disk.sync(path, of: place.name)
        try place.check()
    }

    /// Gives the finished file its name, durably; never over another. Where that fails there is no file of that name.
    func moveIntoPlace() throws(LogError) {
        try finish()
        if renameToNew(path, place.path) != 0 {
            // Not every file system can do that in one step. In two, the file has two names for a moment.
            guard errno == EINVAL || errno == ENOSYS, link(path, place.path) == 0 else {
                throw errno == EEXIST
                    ? .exists(path: place.name)
                    : .cannotCreate(path: place.name, reason: String(cString: strerror(errno)))
            }
            unlink(path)
        }
        do {
            try Disk.sync(Disk.folder(of: place.path), of: place.name)
        } catch {
            unlink(place.path)
            throw error
        }
    }

    /// Drafts of the same file whose processes are no more. One who works elsewhere, on a shared disk, may look like that:
    /// then his work fails when he is done, for want of the draft, and nothing is spoilt.
    private func clearAbandoned() {
        let folder = Disk.folder(of: place.path)
        let prefix = "\(place.path.nameInPath).new-".pathBytes
        guard let directory = opendir(folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
            guard name.starts(with: prefix) else { continue }
            let rest = name.dropFirst(prefix.count)
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard Self.suffixes.contains(where: { rest.dropFirst(digits.count).elementsEqual($0.utf8) }),
                let process = pid_t(String(decoding: digits, as: UTF8.self)),
                process > 0, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(folder + String(pathBytes: name))
        }
    }
}
