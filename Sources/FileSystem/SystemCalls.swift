import CLinux
import Glibc

// The calls of the C library that take a path, under their own names, for paths as `PathText.swift` writes them. Where this
// room is imported, a path that is a `String` goes here, and not to the library: a test sees to it that every file that
// makes such a call imports it.

/// Gives the bytes of a path, with NUL at the end. A path with NUL in it names nothing: it would be cut short there.
private func withPath<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let bytes = path.pathBytes.map(CChar.init(bitPattern:))
    // The empty path is none, and every call says ENOENT.
    let whole = bytes.contains(0) ? [0] : bytes + [0]
    return whole.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return "".withCString(body) }
        return body(start)
    }
}

package func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    withPath(path) { Glibc.open($0, flags, mode) }
}

package func access(_ path: String, _ mode: Int32) -> Int32 { withPath(path) { Glibc.access($0, mode) } }

package func stat(_ path: String, _ status: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
    withPath(path) { fstatat(AT_FDCWD, $0, status, 0) }
}

package func lstat(_ path: String, _ status: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
    withPath(path) { Glibc.lstat($0, status) }
}

package func statvfs(_ path: String, _ status: UnsafeMutablePointer<Glibc.statvfs>) -> Int32 {
    // Of the library's own call, Swift sees only the structure of its name.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return -1 }
    defer { close(descriptor) }
    return fstatvfs(descriptor, status)
}

@discardableResult package func unlink(_ path: String) -> Int32 { withPath(path) { Glibc.unlink($0) } }

package func link(_ old: String, _ new: String) -> Int32 {
    withPath(old) { old in withPath(new) { new in Glibc.link(old, new) } }
}

package func rename(_ old: String, _ new: String) -> Int32 {
    withPath(old) { old in withPath(new) { new in Glibc.rename(old, new) } }
}

@discardableResult package func mkdir(_ path: String, _ mode: mode_t) -> Int32 {
    withPath(path) { Glibc.mkdir($0, mode) }
}

package func chmod(_ path: String, _ mode: mode_t) -> Int32 { withPath(path) { Glibc.chmod($0, mode) } }

package func chown(_ path: String, _ owner: uid_t, _ group: gid_t) -> Int32 {
    withPath(path) { Glibc.chown($0, owner, group) }
}

package func opendir(_ path: String) -> OpaquePointer? { withPath(path) { Glibc.opendir($0) } }

/// The path without symbolic links; nil, with `errno`, where it leads nowhere.
package func realpath(_ path: String) -> String? {
    withPath(path) { Glibc.realpath($0, nil) }.map { pointer in
        defer { free(pointer) }
        return String(pathPointer: pointer)
    }
}

// MARK: Calls of Linux alone

/// Whether something is mounted at the path itself; false where the system does not know.
package func isMountRoot(_ path: String) -> Bool { withPath(path) { linux_is_mount_root($0) } == 1 }

/// Renames a file, and fails with EEXIST where there is one of the new name.
package func renameToNew(_ old: String, _ new: String) -> Int32 {
    withPath(old) { old in withPath(new) { new in linux_rename_to_new(old, new) } }
}

/// A new file in a folder that has no name yet.
package func openUnnamed(_ folder: String, _ mode: mode_t) -> Int32 {
    withPath(folder) { linux_open_unnamed($0, mode) }
}

/// A name for the file that a symbolic link leads to.
package func link(following old: String, _ new: String) -> Int32 {
    withPath(old) { old in
        withPath(new) { new in linkat(AT_FDCWD, old, AT_FDCWD, new, AT_SYMLINK_FOLLOW) }
    }
}

/// A path as SQLite is told it: as a URI, which can name every byte, and in which no name means anything else.
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
