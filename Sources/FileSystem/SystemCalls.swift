import CLinux
import Glibc

// The calls of the C library that take a path, under their own names, for paths as `PathText.swift` represents them.
// In a file that imports this module, a call with a `String` path resolves to these functions, not to the library's.
// A test checks that every file that makes such a call imports this module.

/// Calls `body` with the bytes of a path and a NUL at the end. A path that contains a NUL names no file, as the
/// system would cut it short there: it is replaced by the empty path.
private func withPath<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let bytes = path.pathBytes.map(CChar.init(bitPattern:))
    // For the empty path every call fails with ENOENT.
    let whole = bytes.contains(0) ? [0] : bytes + [0]
    return whole.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return "".withCString(body) }
        return body(start)
    }
}

/// `open(2)`
package func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    withPath(path) { Glibc.open($0, flags, mode) }
}

/// `access(2)`
package func access(_ path: String, _ mode: Int32) -> Int32 { withPath(path) { Glibc.access($0, mode) } }

/// `stat(2)`
package func stat(_ path: String, _ status: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
    withPath(path) { fstatat(AT_FDCWD, $0, status, 0) }
}

/// `lstat(2)`
package func lstat(_ path: String, _ status: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
    withPath(path) { Glibc.lstat($0, status) }
}

/// `statvfs(3)`. Opens the file for reading to do so.
package func statvfs(_ path: String, _ status: UnsafeMutablePointer<Glibc.statvfs>) -> Int32 {
    // Swift sees only the structure of this name, not the library's function.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return -1 }
    defer { close(descriptor) }
    return fstatvfs(descriptor, status)
}

/// `unlink(2)`
@discardableResult package func unlink(_ path: String) -> Int32 { withPath(path) { Glibc.unlink($0) } }

/// `link(2)`
package func link(_ old: String, _ new: String) -> Int32 {
    withPath(old) { old in withPath(new) { new in Glibc.link(old, new) } }
}

/// `rename(2)`
package func rename(_ old: String, _ new: String) -> Int32 {
    withPath(old) { old in withPath(new) { new in Glibc.rename(old, new) } }
}

/// `mkdir(2)`
@discardableResult package func mkdir(_ path: String, _ mode: mode_t) -> Int32 {
    withPath(path) { Glibc.mkdir($0, mode) }
}

/// `chmod(2)`
package func chmod(_ path: String, _ mode: mode_t) -> Int32 { withPath(path) { Glibc.chmod($0, mode) } }

/// `chown(2)`
package func chown(_ path: String, _ owner: uid_t, _ group: gid_t) -> Int32 {
    withPath(path) { Glibc.chown($0, owner, group) }
}

/// `opendir(3)`
package func opendir(_ path: String) -> OpaquePointer? { withPath(path) { Glibc.opendir($0) } }

/// The absolute path without symbolic links; nil, with `errno` set, where it cannot be resolved.
package func realpath(_ path: String) -> String? {
    withPath(path) { Glibc.realpath($0, nil) }.map { pointer in
        defer { free(pointer) }
        return String(pathPointer: pointer)
    }
}

// MARK: Calls that only Linux has

/// Whether a file system is mounted at exactly this path; false where the system does not tell.
package func isMountRoot(_ path: String) -> Bool { withPath(path) { linux_is_mount_root($0) } == 1 }

/// Renames a file; fails with EEXIST where the new name exists.
package func renameToNew(_ old: String, _ new: String) -> Int32 {
    withPath(old) { old in withPath(new) { new in linux_rename_to_new(old, new) } }
}

/// Opens a new file without a name in a folder, for reading and writing. It disappears with its last descriptor,
/// unless `link(following:_:)` names it.
package func openUnnamed(_ folder: String, _ mode: mode_t) -> Int32 {
    withPath(folder) { linux_open_unnamed($0, mode) }
}

/// Gives a second name to the file that a symbolic link leads to.
package func link(following old: String, _ new: String) -> Int32 {
    withPath(old) { old in
        withPath(new) { new in linkat(AT_FDCWD, old, AT_FDCWD, new, AT_SYMLINK_FOLLOW) }
    }
}

/// A path as a `file:` URI for SQLite. A URI can express every byte, and no file name has a special meaning in it.
package func sqliteName(of path: String, _ query: String = "") -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var name = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:"
    for byte in path.pathBytes {
        if plain.contains(byte) {
            name.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            name.unicodeScalars.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
    return name + query
}
