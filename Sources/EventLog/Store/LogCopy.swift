import FileSystem
import Glibc

/// A copy of a log that is being written. It is an unnamed file (`O_TMPFILE`) until it is complete, so it
/// disappears if the process is killed.
struct LogCopy {
    private let place: NewFile
    private let descriptor: Int32
    /// The temporary name, on file systems without unnamed files. If the process is killed, the next copy to
    /// the same path deletes it.
    private let draft: Draft?

    init(to place: NewFile) throws(LogError) {
        self.place = place
        let unnamed = openUnnamed(Disk.folder(of: place.path), 0o600)
        if unnamed >= 0, access(Self.link(to: unnamed), F_OK) == 0 {
            (descriptor, draft) = (unnamed, nil)
            return
        }
        if unnamed >= 0 { Glibc.close(unnamed) }
        let draft = Draft(of: place)
        self.draft = draft
        descriptor = FileSystem.open(draft.path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotCreate(path: place.name, reason: String(cString: strerror(errno)))
        }
    }

    func close() {
        Glibc.close(descriptor)
        draft?.clear()
    }

    /// The path under which the system makes an open file accessible.
    private static func link(to descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

    func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(LogError) {
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, place + done)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw LogError(errno: errno, path: self.place.name)
            }
            done += count
        }
    }

    /// Sets the copy's size and the owner, group and mode of the original, and then gives it its name,
    /// durably.
    func finish(size: Int, like log: LogFile) throws(LogError) {
        var status = stat()
        guard fstat(log.descriptor, &status) == 0, ftruncate(descriptor, size) == 0 else {
            throw LogError(errno: errno, path: place.name)
        }
        var mode = status.st_mode & 0o777
        // Only root can give a file to another user. If not even the group can be kept, the copy's own group
        // must not get the rights of the original's.
        if fchown(descriptor, status.st_uid, status.st_gid) != 0,
            fchown(descriptor, uid_t.max, status.st_gid) != 0
        {
            mode &= ~0o070
        }
        guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
            throw LogError(errno: errno, path: place.name)
        }
        if let draft { return try draft.moveIntoPlace() }
        try place.check()
        guard FileSystem.link(following: Self.link(to: descriptor), place.path) == 0 else {
            throw errno == EEXIST
                ? .exists(path: place.name)
                : .cannotCreate(path: place.name, reason: String(cString: strerror(errno)))
        }
        do {
            try Disk.sync(Disk.folder(of: place.path), of: place.name)
        } catch {
            unlink(place.path)
            throw error
        }
    }
}
