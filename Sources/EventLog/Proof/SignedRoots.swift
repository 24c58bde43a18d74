import FileSystem
import Glibc

/// A file beside the signing keys that remembers the size and root of every signed checkpoint, one per line.
///
/// The log also stores its checkpoints, but anybody who can write to the log can delete them. Without this
/// file, a log that has been changed could then be signed as if nothing had been signed before.
package struct SignedRoots: Sendable {
    private let path: String

    /// Names the file. It need not exist yet.
    package init(at path: String) { self.path = path }

    /// The largest signed tree that has at most `size` events; nil if there is none. It covers all smaller
    /// ones.
    package func greatest(upTo size: Int = .max) throws(LogError) -> (size: Int, root: TreeHash.Digest)? {
        try lines().filter { $0.size <= size }.max { $0.size < $1.size }
    }

    /// Adds the root of a checkpoint, and returns when it is on the disk.
    package func add(_ checkpoint: Checkpoint) throws(LogError) {
        if try lines().contains(where: { $0.size == checkpoint.size && $0.root == checkpoint.root }) {
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LogError(errno: errno, path: path) }
        defer { close(descriptor) }
        // The line begins with a newline, because the previous line may be incomplete.
        let line = Array("\n\(checkpoint.size) \(checkpoint.root.base64)\n".utf8)
        guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
            throw LogError(errno: errno, path: path)
        }
        try Disk.sync(Disk.folder(of: path), of: path)
    }

    /// The entries of the file. Malformed lines, such as one that was only half written, are skipped. Throws
    /// if the file exists but cannot be read.
    private func lines() throws(LogError) -> [(size: Int, root: TreeHash.Digest)] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw LogError(opening: path, errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw LogError(errno: errno, path: path) }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, let size = Int(parts[0]), size >= 0,
                let root = TreeHash.Digest(base64: parts[1]), root.count == TreeHash.count
            else { return nil }
            return (size, root)
        }
    }
}
