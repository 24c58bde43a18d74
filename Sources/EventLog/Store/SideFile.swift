import FileSystem
import Glibc

/// A file that lies beside a log, under the log's name and an ending: SQLite's own, and the lock file of those who write.
enum SideFile {
    static let ofSQLite = ["-wal", "-shm", "-journal"]
    static let all = ofSQLite + ["-lock"]

    /// What it is that lies there, in words, if it is no regular file; nil where it is one, or nothing does.
    ///
    /// SQLite would open it as it is: a named pipe holds it up for ever, and of a folder it says that the disk fails.
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
