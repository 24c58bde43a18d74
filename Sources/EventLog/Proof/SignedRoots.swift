import Platform
import SystemPackage

/// A file beside the signing keys that remembers the size and root of every signed checkpoint, one per line.
///
/// The log also stores its checkpoints, but anybody who can write to the log can delete them. Without this
/// file, a log that has been changed could then be signed as if nothing had been signed before.
package struct SignedRoots: Sendable {
    private let path: FilePath

    /// Names the file. It need not exist yet.
    package init(at path: FilePath) { self.path = path }

    /// The largest signed tree that has at most `size` events; nil if there is none. It covers all smaller
    /// ones.
    ///
    /// - Parameters:
    ///   - size: the most events that the tree may have.
    ///   - isLost: whether the log acknowledges that the events under a root are lost.
    package func greatest(
        upTo size: Int = .max,
        except isLost: (_ size: Int, _ root: TreeHash.Digest) -> Bool = { _, _ in false }
    ) throws(LogError) -> (size: Int, root: TreeHash.Digest)? {
        try lines().filter { $0.size <= size && !isLost($0.size, $0.root) }.max { $0.size < $1.size }
    }

    /// Adds the root of a checkpoint, and returns when it is on the disk.
    package func add(_ checkpoint: Checkpoint) throws(LogError) {
        if try lines().contains(where: { $0.size == checkpoint.size && $0.root == checkpoint.root }) {
            return
        }
        // The line begins with a newline, because the previous line may be incomplete.
        let line = Array("\n\(checkpoint.size) \(checkpoint.root.base64)\n".utf8)
        try LogError.converting(path) { () throws(Errno) in
            let file = try OpenFile(
                path, .writeOnly, [.create, .append, .noFollow], permissions: .ownerReadWrite)
            try file.write(line)
            try file.sync()
            try path.folder.sync()
        }
    }

    /// The entries of the file. Malformed lines, such as one that was only half written, are skipped. Throws
    /// if the file exists but cannot be read.
    private func lines() throws(LogError) -> [(size: Int, root: TreeHash.Digest)] {
        let bytes: [UInt8]
        do {
            bytes = try OpenFile(path, .readOnly, .nonBlocking).readToEnd()
        } catch .noSuchFileOrDirectory {
            return []
        } catch {
            throw LogError(opening: path, error)
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
