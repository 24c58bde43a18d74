import Glibc
import SystemPackage

/// The identity of a file, independent of its names.
package struct FileIdentity: Hashable, Sendable {
    private let device: DeviceID
    private let inode: Inode

    fileprivate init(_ status: Stat) { (device, inode) = (status.deviceID, status.inode) }
}

extension Stat {
    /// The same for two names of one file.
    package var identity: FileIdentity { FileIdentity(self) }

    /// Values that differ after every change of the file's content.
    package var changes: [Int] {
        let (modified, changed) = (st_mtim, st_ctim)
        return [Int(size), modified.tv_sec, modified.tv_nsec, changed.tv_sec, changed.tv_nsec]
    }

    /// Whether the file belongs to the user that this process runs as.
    package var isOwn: Bool { userID.rawValue == geteuid() }
}
