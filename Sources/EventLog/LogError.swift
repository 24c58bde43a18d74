import GRDB
import FileSystem
import Glibc

/// What went wrong with the log itself: what was being done, on what, and what came back. No event's words are in it.
package enum LogError: Error, Equatable {
    case notFound(path: String)
    case exists(path: String)
    case cannotCreate(path: String, reason: String)
    case keyExists(name: String, path: String)
    case keyNotFound(path: String)
    case keyIsOpen(path: String, mode: Int)
    case keyIsNone(path: String)
    case keyIsAnother(path: String, wanted: String)
    case notALog(path: String)
    case newer(path: String, version: Int)
    case readOnly(path: String)
    case full(path: String)
    case busy(path: String)
    case damaged(path: String, reason: String)
    case failed(path: String, reason: String)
    /// Somebody else has filed an event since.
    case stale(expected: Int, found: Int)
    /// The events to restore do not continue this log.
    case discontinuous(position: Int, reason: String)
}

/// Something that is drawn from the log cannot be read; it can be drawn anew.
package protocol UnreadableRow: Error {}

extension LogError {
    package var sentences: (problem: String, remedy: String) {
        switch self {
        case .notFound(let path):
            ("There is no log at \(path).", "Make one with `chancery init`, or name another with --log.")
        case .exists(let path):
            ("There is already a file at \(path).", "Name another with --log; nothing is ever written over.")
        case .cannotCreate(let path, let reason):
            ("\(path) cannot be made: \(reason).", "Make the folder, or choose one that you may write to.")
        case .keyExists(let name, let path):
            (
                "There is already a signing key called \(name): \(path).",
                "Give the log another name with --name, or put that key by elsewhere; a key is never written over."
            )
        case .keyNotFound(let path):
            (
                "The log's signing key is not here: \(path).",
                "Put its copy there, or sign where it is; nobody else can make another."
            )
        case .keyIsOpen(let path, let mode):
            (
                "Others than you can read the signing key \(path) (mode \(String(mode, radix: 8))).",
                "Close it with `chmod 600`, and if it may have been copied, replace it with `chancery checkpoint --new-key`."
            )
        case .keyIsNone(let path):
            ("\(path) holds no signing key.", "Put the copy that you kept of it in its place.")
        case .keyIsAnother(let path, let wanted):
            (
                "\(path) is not the key that signs this log (\(wanted)).",
                "Put the copy that you kept of it in its place."
            )
        case .notALog(let path):
            ("\(path) is no log of Chancery's.", "Name another with --log.")
        case .newer(let path, let version):
            (
                "\(path) was written by a later version (format \(version)).",
                "Install that version; this one changes nothing that it does not understand."
            )
        case .readOnly(let path):
            (
                "\(path) cannot be written to.",
                "Ask its owner for leave to write, or work on a copy (`chancery backup`)."
            )
        case .full(let path):
            (
                "The disk that holds \(path) is full.",
                "Free some room and try again; all that was acknowledged is there."
            )
        case .busy(let path):
            (
                "\(path) has been in use by others for a minute.",
                "Try again; if it stays so, look for a program that hangs."
            )
        case .damaged(let path, let reason):
            (
                "\(path) is damaged: \(reason).",
                "Restore a backup; `chancery verify` says what else is wrong, as far as it can be read."
            )
        case .failed(let path, let reason):
            (
                "\(path) could not be read or written: \(reason).",
                "Look at the disk, then run `chancery verify`."
            )
        case .stale(let expected, let found):
            (
                "The record has moved on: its last event is #\(found), not #\(expected).",
                "Read what is new, and file again if it still holds."
            )
        case .discontinuous(let position, let reason):
            (
                "Line \(position) does not continue the log: \(reason).",
                "Restore a whole export into a new log."
            )
        }
    }

    private static func isDiskFull(_ path: String) -> Bool {
        var information = statvfs()
        return statvfs(Disk.folder(of: path), &information) == 0
            && information.f_bavail * information.f_frsize < 1 << 16
    }

    /// What the system's code means for the person who has to do something about it.
    init(errno code: Int32, path: String) {
        switch code {
        case ENOSPC, EDQUOT: self = .full(path: path)
        case EACCES, EROFS, EPERM: self = .readOnly(path: path)
        default: self = .failed(path: path, reason: String(cString: strerror(code)))
        }
    }

    /// What SQLite's code means for the person who has to do something about it.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notALog(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: "SQLite finds its pages in disorder")
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_CANTOPEN: self = .readOnly(path: path)
        // SQLite says no more than "disk I/O error" where it cannot make its shared memory on a full disk.
        case .SQLITE_IOERR where Self.isDiskFull(path): self = .full(path: path)
        default: self = .failed(path: path, reason: "SQLite says \(error.message ?? "\(error.resultCode)")")
        }
    }
}
