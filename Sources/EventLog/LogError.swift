import FileSystem
import Glibc
import SQLite

/// What went wrong with the log itself: what was being done, on what, and what came back. No event's words are in it.
package enum LogError: Error, Equatable {
    case notFound(path: String)
    /// It may be there, and this user may not look.
    case notPermitted(path: String)
    case exists(path: String)
    case cannotCreate(path: String, reason: String)
    case keyExists(name: String, path: String)
    case keyNotFound(path: String)
    case keyIsOpen(path: String, mode: Int)
    case keyIsNone(path: String)
    case keyIsAnother(path: String, wanted: String)
    case notALog(path: String)
    case isAFolder(path: String)
    case newer(path: String, version: Int)
    /// It is of an earlier version, and no copy of it as it is can be put beside it before it is changed.
    case noCopy(path: String, copy: String, release: String, reason: String)
    case readOnly(path: String)
    case full(path: String)
    case busy(path: String, seconds: Int)
    /// The file has hard links.
    case severalNames(path: String, count: Int)
    /// The file, and not its folder, is what was mounted.
    case isMounted(path: String)
    /// Another file is at its path now.
    case moved(path: String)
    /// A rollback journal lies beside it, which SQLite would write back into it.
    case journalBeside(path: String)
    /// The write-ahead log beside it hides what stands in its file.
    case foreignWAL(path: String)
    /// Under the name of a file beside it lies what is no regular file.
    case sideFileIsNone(path: String, type: String)
    /// Where a new log is to be, something of another one is left.
    case sideFileLeft(path: String, file: String)
    /// The same where it is no regular file.
    case sideFileInTheWay(path: String, file: String, type: String)
    /// It has fewer events than were signed.
    case rolledBack(events: Int, signed: Int)
    case damaged(path: String, reason: String)
    /// Something that is derived from its events, and can be rebuilt.
    case derivedRowUnreadable(path: String)
    case failed(path: String, reason: String)
    /// Somebody else has filed an event since.
    case stale(expected: Int, found: Int)
    /// The last event is another than the one behind which an event was to be added.
    case movedOn(to: LogHead)
    /// The event at this position has the id or the key of one that was to be added.
    case alreadyThere(position: Int)
    /// An event was to be recorded before the last one.
    case tooEarly(after: LogHead)
    /// The events to restore do not continue this log.
    case discontinuous(position: Int, reason: String)
    /// An event to restore could not have been recorded.
    case notRecordable(position: Int, problem: String)
    case nothingToRestore
}

/// Something that is drawn from the log cannot be read; it can be drawn anew.
package protocol UnreadableRow: Error {}

extension LogError {
    /// What is wrong, as one sentence.
    package var problem: String {
        switch self {
        case .notFound(let path):
            "There is no log at \(path)."
        case .notPermitted(let path):
            "\(path) may not be read."
        case .exists(let path):
            "There is already a file at \(path)."
        case .cannotCreate(let path, let reason):
            "\(path) cannot be made: \(reason)."
        case .keyExists(let name, let path):
            "There is already a signing key called \(name): \(path)."
        case .keyNotFound(let path):
            "The log's signing key is not here: \(path)."
        case .keyIsOpen(let path, let mode):
            "Others than you can read the signing key \(path) (mode \(String(mode, radix: 8)))."
        case .keyIsNone(let path):
            "\(path) holds no signing key."
        case .keyIsAnother(let path, let wanted):
            "\(path) is not the key that signs this log (\(wanted))."
        case .notALog(let path):
            "\(path) is no log of Chancery's."
        case .isAFolder(let path):
            "\(path) is a folder, and not a log."
        case .newer(let path, let version):
            "\(path) was written by a later version (format \(version))."
        case .noCopy(let path, let copy, let release, let reason):
            "\(path) was made by version \(release), and a copy of it as it is cannot be made (\(copy)): \(reason)."
        case .readOnly(let path):
            "\(path) cannot be written to."
        case .full(let path):
            "The disk that holds \(path) is full."
        case .busy(let path, let seconds):
            seconds == 0
                ? "\(path) is in use by others."
                : "\(path) was in use by others all the time, and \(seconds) seconds were waited for it."
        case .severalNames(let path, let count):
            "\(path) is one of \(count) names of the same file (hard links), and what is filed under one name can be "
                + "lost to the others."
        case .isMounted(let path):
            "\(path) is mounted as a single file, and what is filed here can be lost to who files under its other name."
        case .moved(let path):
            "\(path) is not the file any more that it was: somebody has moved it or put another in its place."
        case .journalBeside(let path):
            "A rollback journal lies beside the log, which another program has left half done: \(path)-journal."
        case .foreignWAL(let path):
            "The write-ahead log beside the log is not the log's own, but another log's or an older one put back: "
                + "\(path)-wal."
        case .sideFileLeft(let path, let file):
            "\(path) cannot be made: \(file) of another log lies beside it."
        case .sideFileIsNone(let path, let type):
            "\(path) is \(type), and the log needs that name for a file of its own."
        case .sideFileInTheWay(let path, let file, let type):
            "\(path) cannot be made: \(file) beside it is \(type), and the log needs that name for a file of its own."
        case .rolledBack(let events, let signed):
            "The log has \(Self.events(events)), and \(signed) were signed: it is an older copy, or was cut."
        case .damaged(let path, let reason):
            "\(path) is damaged: \(reason)."
        case .derivedRowUnreadable(let path):
            "\(path) is damaged: a row that is derived from its events cannot be read."
        case .failed(let path, let reason):
            "\(path) could not be read or written: \(reason)."
        case .stale(let expected, let found):
            "The record has moved on: its last event is #\(found), not #\(expected)."
        case .movedOn(let head):
            "Others have filed meanwhile: the log has \(Self.events(head.position)) now."
        case .alreadyThere(let position):
            "The log has an event of this id or key already: #\(position)."
        case .tooEarly(let head):
            "It would be recorded before the event before it, #\(head.position)."
        case .discontinuous(let position, let reason):
            "Line \(position) does not continue the log: \(reason)."
        case .notRecordable(let position, let problem):
            "Line \(position) could not have been recorded: \(problem)"
        case .nothingToRestore:
            "There is no event in the file."
        }
    }

    private static func events(_ count: Int) -> String { count == 1 ? "1 event" : "\(count) events" }

    private static func isDiskFull(_ path: String) -> Bool {
        var information = statvfs()
        return statvfs(path.folderOfPath ?? ".", &information) == 0
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

    /// The same where a file was to be opened or found.
    init(opening path: String, _ code: Int32) {
        switch code {
        case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG: self = .notFound(path: path)
        case EACCES, EPERM: self = .notPermitted(path: path)
        default: self = LogError(errno: code, path: path)
        }
    }

    /// What SQLite's code means for the person who has to do something about it.
    init(_ error: SQLiteError, path: String) {
        switch error.code {
        case .notADatabase: self = .notALog(path: path)
        case .corrupt: self = .damaged(path: path, reason: "SQLite finds its pages in disorder")
        case .full: self = .full(path: path)
        case .readOnly, .permission: self = .readOnly(path: path)
        case .busy, .locked, .locking: self = .busy(path: path, seconds: 0)
        case .cannotOpen: self = .readOnly(path: path)
        // SQLite says no more than "disk I/O error" where it cannot make its shared memory on a full disk.
        case .inputOutput where Self.isDiskFull(path): self = .full(path: path)
        default: self = .failed(path: path, reason: "SQLite says \(error.message)")
        }
    }
}
