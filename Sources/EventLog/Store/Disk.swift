import FileSystem
import Glibc

/// What has to be asked of the system itself, so that a file outlasts a failure of the power.
enum Disk {
    /// The folder that a file is in, or would be.
    static func folder(of path: String) -> String { path.folderOfPath ?? "." }

    /// Returns when what is in a file, or which files are in a folder, is on the disk. `path` is what it is done for.
    ///
    /// A folder that may be written to and not be read cannot be synced by anybody, and on some file systems no folder can.
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
