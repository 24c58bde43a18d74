import FileSystem
import Glibc

/// The path of a file that is to be created. Neither the file nor side files of another log may be there:
/// SQLite would treat them as part of the new file.
struct NewFile {
    /// The path as the user typed it, for error messages.
    let name: String
    /// The absolute path, with symbolic links in the folder resolved. It begins with a slash, so SQLite does
    /// not interpret it as a URI or a special name.
    let path: String

    init(_ name: String) throws(LogError) {
        self.name = name
        let folder = Disk.folder(of: name)
        guard let resolved = realpath(folder) else {
            // The system's message would not say whether the file or its folder is missing.
            let reason = errno == ENOENT ? "its folder does not exist" : String(cString: strerror(errno))
            throw .cannotCreate(path: name, reason: reason)
        }
        path = "\(resolved)/\(name.nameInPath)"
        try check()
        if access(folder, W_OK | X_OK) != 0 {
            throw .cannotCreate(path: name, reason: "its folder cannot be written to")
        }
    }

    /// Throws if the path or a side file's path is taken. The check is repeated before the finished file gets
    /// its name.
    func check() throws(LogError) {
        guard !Self.isThere(path) else { throw .exists(path: name) }
        for suffix in SideFile.all {
            guard let type = SideFile.wrongType(at: path + suffix) else { continue }
            throw .sideFileInTheWay(path: name, file: name + suffix, type: type)
        }
        // A lock file contains no data, so one may be left over.
        for suffix in SideFile.ofSQLite where Self.isThere(path + suffix) {
            throw .sideFileLeft(path: name, file: name + suffix)
        }
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}

/// A file that is created under a temporary name beside its final path and renamed when it is complete. A
/// partial file is never visible under the final name. SQLite's side files and the lock file of the draft are
/// handled with it.
struct Draft {
    private static let suffixes = [""] + SideFile.all

    /// The temporary path. It contains the process id: two processes may create the same file, and only one
    /// of them gets the name.
    let path: String
    private let place: NewFile

    /// Removes drafts of the same file that killed processes have left.
    init(of place: NewFile) {
        self.place = place
        path = "\(place.path).new-\(getpid())"
        clear()
        clearAbandoned()
    }

    func clear() { for suffix in Self.suffixes { unlink(path + suffix) } }

    /// Syncs the finished file and checks that the final path is still free.
    func finish() throws(LogError) {
        try Disk.sync(path, of: place.name)
        try place.check()
    }

    /// Renames the finished file durably. It never replaces another file. After an error there is no file at
    /// the final path.
    func moveIntoPlace() throws(LogError) {
        try finish()
        if renameToNew(path, place.path) != 0 {
            // Not every file system can rename without replacing. A hard link followed by `unlink` does the
            // same, but the file has two names for a moment.
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

    /// Deletes drafts of the same file whose processes no longer exist.
    ///
    /// On a shared disk, a process on another machine may look as if it did not exist. Then its draft is
    /// deleted and its work fails at the end, without damage.
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
