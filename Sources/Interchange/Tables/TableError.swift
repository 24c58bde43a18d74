import Deflate
import SystemPackage
import TextSafety

/// The error that a table cannot be read, or not to its end. A single bad row is not such an error: it is
/// reported and skipped.
///
/// The first associated value of each case is the name of the file.
package enum TableError: Error, Equatable {
    /// There is no such file.
    case notFound(String)
    /// The user has no permission to read the file.
    case notPermitted(String)
    case isAFolder(String)
    case unreadable(String, Errno)
    case isEmpty(String)
    /// The file begins as gzip but cannot be unpacked.
    case damagedArchive(String)
    /// The gzip file is truncated.
    case cutShort(String)
    /// The file is of a type that cannot be a table.
    case notText(String, FileSignature)
    /// A mapping names a file outside the folders in which it may open files.
    case outOfBounds(String)
    /// A mapping names something that is not a regular file.
    case notAFile(String)
    /// The file is read as UTF-16 but has no byte order mark.
    case noByteOrder(String)
    /// The header row is not valid.
    case badHeader(String, line: Int, reason: String)
    /// A line is longer than `DelimitedText.longest`.
    case rowTooLong(String, line: Int)
    /// A file for rejected or waiting rows cannot be created or written.
    case cannotCreate(String, Errno)
}

extension TableError {
    /// Converts an error of gzip unpacking.
    package init(_ failure: Gunzip.Failure, _ name: String) {
        self = failure == .cutShort ? .cutShort(name) : .damagedArchive(name)
    }

    /// Makes a call of the system that opens a file, and converts its error.
    static func opening<Result>(
        _ name: String, _ body: () throws(Errno) -> Result
    ) throws(TableError) -> Result {
        do {
            return try body()
        } catch {
            switch error {
            case .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong:
                throw .notFound(name)
            case .permissionDenied, .notPermitted: throw .notPermitted(name)
            case .isDirectory: throw .isAFolder(name)
            default: throw .unreadable(name, error)
            }
        }
    }

    /// The problem as one sentence.
    package var problem: String {
        switch self {
        case .notFound(let name):
            "There is no file \(name)."
        case .notPermitted(let name):
            "\(name) may not be read."
        case .isAFolder(let name):
            "\(name) is a folder, not a file."
        case .unreadable(let name, let error):
            "\(name) could not be read to its end: \(error.description)."
        case .isEmpty(let name):
            "\(name) has no rows."
        case .damagedArchive(let name):
            "\(name) begins as gzip but cannot be unpacked."
        case .cutShort(let name):
            "\(name) is gzip that ends in the middle."
        case .notText(let name, let signature):
            "\(name) \(signature.what)."
        case .outOfBounds(let name):
            "The mapping names \(name), which lies neither in its own folder nor in that of the table."
        case .notAFile(let name):
            "The mapping names \(name), which is not a regular file."
        case .noByteOrder(let name):
            "\(name) does not begin with a byte order mark, so it cannot be read as UTF-16."
        case .badHeader(let name, let line, let reason):
            "Line \(line) of \(name) should contain the names of the columns. \(reason)"
        case .rowTooLong(let name, let line):
            "Line \(line) of \(name) is longer than 64 MiB."
        case .cannotCreate(let name, let error):
            error == .fileExists
                ? "There is already a file \(name)."
                : "\(name) cannot be created: \(error.description)."
        }
    }
}
