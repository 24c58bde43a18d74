import CLinux
import Glibc
import SystemPackage

// What is asked of the system about a name, and done with a name: existence, access, renaming, linking, removing.

extension FilePath {
    /// Whether something has this name, even a symbolic link that leads nowhere.
    package var isTaken: Bool { (try? Stat(self, followTargetSymlink: false)) != nil }

    /// Whether there is a file or folder at this path, after symbolic links.
    package var exists: Bool { isAccessible(F_OK) }

    /// Whether this process may read the file.
    package var isReadable: Bool { isAccessible(R_OK) }

    /// Whether this process may write to the file.
    package var isWritable: Bool { isAccessible(W_OK) }

    /// Whether this process may create files in this folder.
    package var allowsNewFiles: Bool { isAccessible(W_OK | X_OK) }

    private func isAccessible(_ mode: Int32) -> Bool { withPlatformString { access($0, mode) } == 0 }

    /// The absolute path without symbolic links.
    package func resolved() throws(Errno) -> FilePath {
        try withPointer { path throws(Errno) in
            guard let found = realpath(path, nil) else { throw Errno(rawValue: errno) }
            defer { free(found) }
            return FilePath(platformString: found)
        }
    }

    /// Whether a file system is mounted at exactly this path; false where the system does not tell.
    package var isMountPoint: Bool { withPlatformString { linux_is_mount_root($0) } == 1 }

    /// The number of bytes that this process may still write to the disk of this folder; nil if that is not known.
    package var freeBytes: Int? {
        guard let folder = try? FileDescriptor.open(self, .readOnly, options: .closeOnExec) else {
            return nil
        }
        defer { try? folder.close() }
        var status = statvfs()
        guard fstatvfs(folder.rawValue, &status) == 0 else { return nil }
        return Int(status.f_bavail * status.f_frsize)
    }

    /// The names in this folder, in no order; none if it cannot be read.
    package func entries() -> [Component] {
        guard let folder = withPlatformString({ opendir($0) }) else { return [] }
        defer { closedir(folder) }
        var names: [Component] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { Component(platformString: $0) }
            }
            if let name, name.kind == .regular { names.append(name) }
        }
        return names
    }

    // MARK: Changing names

    /// Removes the name of a file.
    package func remove() throws(Errno) { try call { unlink($0) } }

    /// Renames a file. It replaces a file that has the new name.
    func rename(to new: FilePath) throws(Errno) { try call(with: new) { Glibc.rename($0, $1) } }

    /// Renames a file; fails with `Errno.fileExists` where the new name is taken. The caller syncs the folder.
    package func renameToNew(_ new: FilePath) throws(Errno) {
        do {
            try call(with: new) { linux_rename_to_new($0, $1) }
        } catch {
            // Not every file system can rename without replacing. A hard link followed by `remove` does the same, but
            // the file has two names for a moment.
            guard error == .invalidArgument || error == .noFunction else { throw error }
            try call(with: new) { link($0, $1) }
            try remove()
        }
    }

    /// Exchanges the names of two files at once, so that neither name is ever without a file.
    package func exchange(with other: FilePath) throws(Errno) {
        try call(with: other) { linux_exchange_names($0, $1) }
    }

    /// Makes a folder and its missing parent folders.
    package func makeFolder(permissions: FilePermissions) throws(Errno) {
        guard !isEmpty, !exists else { return }
        let parent = removingLastComponent()
        if parent != self { try parent.makeFolder(permissions: permissions) }
        do {
            try call { mkdir($0, permissions.rawValue) }
        } catch {
            guard error == .fileExists else { throw error }
        }
    }

    /// Returns when a file's content, or a folder's list of names, is on the disk.
    ///
    /// A folder that may be written to but not read cannot be opened and so cannot be synced. Some file systems cannot
    /// sync folders at all. Neither case is an error.
    package func sync() throws(Errno) {
        do {
            try OpenFile(self, .readOnly).sync()
        } catch {
            guard error == .permissionDenied || error == .invalidArgument else { throw error }
        }
    }

    // MARK: Calls

    private func call(_ body: (UnsafePointer<CChar>) -> Int32) throws(Errno) {
        try withPointer { path throws(Errno) in _ = try repeating { body(path) } }
    }

    private func call(
        with new: FilePath, _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
    ) throws(Errno) {
        try call { old in new.withPlatformString { body(old, $0) } }
    }

    private func withPointer<Result>(
        _ body: (UnsafePointer<CChar>) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        try rethrowing { try withPlatformString { try body($0) } }
    }
}
