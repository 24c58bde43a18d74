import Deflate
import Glibc
import TextSafety

/// Why a table cannot be read, or not to its end. A row that is wrong by itself is no such error: it is reported and passed
/// over.
package enum TableError: Error, Equatable {
    case notFound(String)
    /// It may be there, and this user may not look.
    case notPermitted(String)
    case isAFolder(String)
    case unreadable(String, errno: Int32)
    case isEmpty(String)
    case damagedArchive(String)
    case cutShort(String)
    /// It is something else than text.
    case notText(String, FileSignature)
    /// A mapping names a file that it may not.
    case outOfBounds(String)
    case notAFile(String)
    case noByteOrder(String)
    case badHeader(String, line: Int, reason: String)
    case rowTooLong(String, line: Int)
    case cannotCreate(String, errno: Int32)
}

extension TableError {
    package init(_ failure: Gunzip.Failure, _ name: String) {
        self = failure == .cutShort ? .cutShort(name) : .damagedArchive(name)
    }

    /// Where a file could not be opened.
    init(opening name: String, _ code: Int32) {
        switch code {
        case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG: self = .notFound(name)
        case EACCES, EPERM: self = .notPermitted(name)
        case EISDIR: self = .isAFolder(name)
        default: self = .unreadable(name, errno: code)
        }
    }

    /// What is wrong, as one sentence.
    package var problem: String {
        switch self {
        case .notFound(let name):
            "There is no file \(name)."
        case .notPermitted(let name):
            "\(name) may not be read."
        case .isAFolder(let name):
            "\(name) is a folder, and not a file."
        case .unreadable(let name, let code):
            "\(name) could not be read to its end: \(String(cString: strerror(code)))."
        case .isEmpty(let name):
            "\(name) holds no rows."
        case .damagedArchive(let name):
            "\(name) begins as gzip and cannot be unpacked."
        case .cutShort(let name):
            "\(name) is gzip that ends in the middle."
        case .notText(let name, let signature):
            "\(name) \(signature.what)."
        case .outOfBounds(let name):
            "The mapping names \(name), which lies neither in its own folder nor in that of the table."
        case .notAFile(let name):
            "The mapping names \(name), which is no plain file."
        case .noByteOrder(let name):
            "\(name) does not begin with a byte order mark, by which utf-16 is read."
        case .badHeader(let name, let line, let reason):
            "Line \(line) of \(name) should hold the names of the columns. \(reason)"
        case .rowTooLong(let name, let line):
            "Line \(line) of \(name) is longer than 64 MiB."
        case .cannotCreate(let name, let code):
            code == EEXIST
                ? "There is already a file \(name)."
                : "\(name) cannot be made: \(String(cString: strerror(code)))."
        }
    }
}
