import Platform
import SQLite
import SystemPackage

/// An error of the log itself: its file, its locks, its keys, its integrity, or an event that cannot be
/// appended.
///
/// No error contains text from an event. The command line adds what the user can do about each.
package enum LogError: Error, Equatable {
    /// There is no file at `path`.
    case notFound(path: FilePath)
    /// The file may exist, but this user may not read it or its folder.
    case notPermitted(path: FilePath)
    /// A file already exists where a new one was to be created.
    case exists(path: FilePath)
    /// The file or folder cannot be created. `reason` continues a sentence after a colon.
    case cannotCreate(path: FilePath, reason: String)
    /// A signing key of this name already exists.
    case keyExists(name: String, path: FilePath)
    /// There is no signing key at `path`.
    case keyNotFound(path: FilePath)
    /// The signing key's permissions (`mode`) give access to users other than its owner.
    case keyIsOpen(path: FilePath, mode: Int)
    /// The file at `path` is not a signing key.
    case notASigningKey(path: FilePath)
    /// The key at `path` is not the log's current signing key, whose hash is `wanted`.
    case wrongSigningKey(path: FilePath, wanted: String)
    /// The file is not a log of this program.
    case notALog(path: FilePath)
    /// The path names a folder.
    case isAFolder(path: FilePath)
    /// The log was written by a later version of the program; `version` is its format number.
    case newer(path: FilePath, version: Int)
    /// The log is of an earlier version, and cannot be migrated because the copy that is kept of it cannot be
    /// made.
    ///
    /// - Parameters:
    ///   - copy: the path at which the copy was to be made.
    ///   - release: the release of the program that made the log.
    case noCopy(path: FilePath, copy: FilePath, release: String, reason: String)
    /// The log, or its folder, cannot be written to.
    case readOnly(path: FilePath)
    /// The disk that holds the log is full.
    case full(path: FilePath)
    /// Other processes held locks on the log. `seconds` is how long this process waited; 0 if that is not
    /// known.
    case busy(path: FilePath, seconds: Int)
    /// The log's file has several hard links. Each name would have its own write-ahead log.
    case severalNames(path: FilePath, count: Int)
    /// The file itself is a mount point (a bind mount). It may have another name with its own write-ahead
    /// log.
    case isMounted(path: FilePath)
    /// The path now leads to a different file than when the log was opened.
    case moved(path: FilePath)
    /// A rollback journal lies beside the log. SQLite would write it back into the log.
    case journalBeside(path: FilePath)
    /// The write-ahead log beside the log is not its own: it hides events that are in the file.
    case foreignWAL(path: FilePath)
    /// A name that the log needs for a side file is taken by something that is not a regular file.
    case sideFileNotRegular(path: FilePath, type: String)
    /// A side file of another log lies where a new log is to be created.
    case sideFileLeft(path: FilePath, file: FilePath)
    /// Something that is not a regular file has the name of a side file of the log to be created.
    case sideFileInTheWay(path: FilePath, file: FilePath, type: String)
    /// The log has fewer events than were signed: it is an older copy, or was truncated.
    case rolledBack(events: Int, signed: Int)
    /// The log's content contradicts itself. `path` is nil where only one log can be meant. `reason` continues a sentence after a colon.
    case damaged(path: FilePath? = nil, reason: String)
    /// A derived row cannot be read. It can be rebuilt from the events.
    case derivedRowUnreadable(path: FilePath)
    /// The file cannot be read or written, for a reason that no other case names.
    case failed(path: FilePath, reason: String)
    /// The caller expected the last event of a dispute and its sub-disputes to be #`expected`, but it is #`found`; 0
    /// where there is none.
    case stale(family: String, expected: Int, found: Int)
    /// `append` was to add events after a position that is not the last one. `to` is the last event.
    case headMoved(to: LogHead)
    /// The event at this position already has the id or the key of an event to be appended.
    case alreadyThere(position: Int)
    /// An event to be appended has an earlier recording time than the event before it.
    case tooEarly(after: LogHead)
    /// The events to restore do not continue this log. `position` is the first line that does not.
    case discontinuous(position: Int, reason: String)
    /// The event on line `position` of a file to restore could not have been recorded. `problem` is a
    /// sentence.
    case notRecordable(position: Int, problem: String)
    /// The file to restore contains no event.
    case nothingToRestore
}

/// An error that says that a derived row cannot be read. The row can be rebuilt from the log.
package protocol UnreadableRow: Error {}

extension LogError {
    /// The error as one sentence for the user.
    package var problem: String {
        switch self {
        case .notFound(let path):
            "There is no log at \(path)."
        case .notPermitted(let path):
            "\(path) may not be read."
        case .exists(let path):
            "There is already a file at \(path)."
        case .cannotCreate(let path, let reason):
            "\(path) cannot be created: \(reason)."
        case .keyExists(let name, let path):
            "There is already a signing key called \(name): \(path)."
        case .keyNotFound(let path):
            "The log's signing key is not here: \(path)."
        case .keyIsOpen(let path, let mode):
            "Others than you can read the signing key \(path) (mode \(String(mode, radix: 8)))."
        case .notASigningKey(let path):
            "\(path) does not contain a signing key."
        case .wrongSigningKey(let path, let wanted):
            "\(path) is not the key that signs this log (\(wanted))."
        case .notALog(let path):
            "\(path) is not a Chancery log."
        case .isAFolder(let path):
            "\(path) is a folder, not a log."
        case .newer(let path, let version):
            "\(path) was written by a later version (format \(version))."
        case .noCopy(let path, let copy, let release, let reason):
            "\(path) was made by version \(release), and a copy of it cannot be made (\(copy)): \(reason)."
        case .readOnly(let path):
            "\(path) cannot be written to."
        case .full(let path):
            "The disk that holds \(path) is full."
        case .busy(let path, let seconds):
            seconds == 0
                ? "\(path) is in use by others."
                : "\(path) was in use by others; this command waited \(seconds) seconds for it."
        case .severalNames(let path, let count):
            "\(path) is one of \(count) names of the same file (hard links), and what is recorded under one name can "
                + "be lost under the others."
        case .isMounted(let path):
            "\(path) is mounted as a single file, and what is recorded here can be lost to those who use its other name."
        case .moved(let path):
            "\(path) is no longer the same file: somebody has moved it, or put another in its place."
        case .journalBeside(let path):
            "A rollback journal lies beside the log, left by another program that did not finish: \(path)-journal."
        case .foreignWAL(let path):
            "The write-ahead log beside the log is not its own; it is another log's, or an older one that was put back: "
                + "\(path)-wal."
        case .sideFileLeft(let path, let file):
            "\(path) cannot be created: \(file) of another log lies beside it."
        case .sideFileNotRegular(let path, let type):
            "\(path) is \(type), and the log needs that name for a file of its own."
        case .sideFileInTheWay(let path, let file, let type):
            "\(path) cannot be created: \(file) beside it is \(type), and the log needs that name for a file of its own."
        case .rolledBack(let events, let signed):
            "The log has \(Self.events(events)), but \(signed) were signed: it is an older copy, or events were cut off."
        case .damaged(let path, let reason):
            "\(path?.shown ?? "The log") is damaged: \(reason)."
        case .derivedRowUnreadable(let path):
            "\(path) is damaged: a row that is derived from its events cannot be read."
        case .failed(let path, let reason):
            "\(path) could not be read or written: \(reason)."
        case .stale(let family, let expected, let found):
            found == 0
                ? "\(family) and its sub-disputes have no events, but #\(expected) was expected to be the last."
                : "The last event of \(family) and its sub-disputes is #\(found), not #\(expected)."
        case .headMoved(let head):
            "Others have recorded events in the meantime: the log has \(Self.events(head.position)) now."
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

    private static func isDiskFull(_ path: FilePath) -> Bool {
        path.folder.freeBytes.map { $0 < 1 << 16 } ?? false
    }

    /// Converts the system's error of an operation on the file at `path`.
    init(_ error: Errno, path: FilePath) {
        switch error {
        case .noSpace, .diskQuotaExceeded: self = .full(path: path)
        case .permissionDenied, .readOnlyFileSystem, .notPermitted: self = .readOnly(path: path)
        default: self = .failed(path: path, reason: error.description)
        }
    }

    /// Converts the system's error of an attempt to open or find the file at `path`.
    init(opening path: FilePath, _ error: Errno) {
        switch error {
        case .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong:
            self = .notFound(path: path)
        case .permissionDenied, .notPermitted: self = .notPermitted(path: path)
        default: self = LogError(error, path: path)
        }
    }

    /// Makes calls of the system, and converts their error.
    ///
    /// - Parameters:
    ///   - path: the file that the error names.
    ///   - special: what certain errors become; nil for the others, which are those of an operation on the file.
    static func converting<Result>(
        _ path: FilePath, special: (Errno) -> LogError? = { _ in nil }, _ body: () throws(Errno) -> Result
    ) throws(LogError) -> Result {
        do {
            return try body()
        } catch {
            throw special(error) ?? LogError(error, path: path)
        }
    }

    /// Maps an SQLite error.
    init(_ error: SQLiteError, path: FilePath) {
        switch error.code {
        case .notADatabase: self = .notALog(path: path)
        case .corrupt: self = .damaged(path: path, reason: "SQLite finds its pages in disorder")
        case .full: self = .full(path: path)
        case .readOnly, .permission: self = .readOnly(path: path)
        case .busy, .locked, .locking: self = .busy(path: path, seconds: 0)
        case .cannotOpen: self = .readOnly(path: path)
        // If SQLite cannot create its shared memory on a full disk, it only reports "disk I/O error".
        case .inputOutput where Self.isDiskFull(path): self = .full(path: path)
        default: self = .failed(path: path, reason: "SQLite says \(error.message)")
        }
    }
}
