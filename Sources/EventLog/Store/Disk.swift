import FileSystem
import Glibc

/// System calls that make a file survive a power failure.
enum Disk {
    /// The folder that contains a file, or would contain it.
    static func folder(of path: String) -> String { path.folderOfPath ?? "." }

    /// Returns when a file's content, or a folder's list of files, is on the disk.
    ///
    /// A folder that may be written to but not read cannot be opened and so cannot be synced. Some file
    /// systems cannot sync folders at all. Neither case is an error.
    ///
    /// - Parameters:
    ///   - name: the file or folder to sync.
    ///   - path: the file on whose behalf this is done; errors name it.
    static func sync(_ name: String, of path: String) throws(LogError) {
        let descriptor = open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == EACCES { return }
            throw LogError(errno: errno, path: path)
        }
        let error = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno
        close(descriptor)
        if error != 0 { throw LogError(errno: error, path: path) }
    }
}
