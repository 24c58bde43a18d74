import Platform
import SystemPackage

/// The files beside a log that have the log's name and a suffix: SQLite's own, and the writers' lock file.
enum SideFile {
    static let ofSQLite = ["-wal", "-shm", "-journal"]
    static let all = ofSQLite + ["-lock"]

    /// Names the type of the file at a path if it is not a regular file; nil if it is one, or there is none.
    ///
    /// SQLite would open such a file: it would hang on a named pipe, and report a disk error for a folder.
    static func wrongType(at path: FilePath) -> String? {
        guard let status = try? Stat(path, followTargetSymlink: false) else { return nil }
        return switch status.type {
        case .regular: nil
        case .directory: "a folder"
        case .symbolicLink: "a symbolic link"
        case .fifo: "a named pipe"
        case .socket: "a socket"
        default: "a device"
        }
    }
}
