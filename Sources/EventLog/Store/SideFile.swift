import FileSystem
import Glibc

/// The files beside a log that have the log's name and a suffix: SQLite's own, and the writers' lock file.
enum SideFile {
    static let ofSQLite = ["-wal", "-shm", "-journal"]
    static let all = ofSQLite + ["-lock"]

    /// Names the type of the file at a path if it is not a regular file; nil if it is one, or there is none.
    ///
    /// SQLite would open such a file: it would hang on a named pipe, and report a disk error for a folder.
    static func wrongType(at path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFLNK: "a symbolic link"
        case S_IFIFO: "a named pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }
}
