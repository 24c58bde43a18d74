import FileSystem
import Glibc

/// A function that returns the lines of a file, one by one, then nil; `-` is standard input.
func inputLines(_ file: String, in context: CommandContext) throws(CommandError) -> () throws -> String? {
    if file == "-" { return context.readLine }
    let reader = LineReader(try openInput(file), closes: true)
    return { try reader.sound(file) }
}

/// The whole text of a file of at most 64 MiB; `-` is standard input. nil if it is not UTF-8.
func inputText(_ file: String, in context: CommandContext) throws -> String? {
    if file == "-" { return try context.readText() }
    let descriptor = try openInput(file)
    defer { close(descriptor) }
    return try wholeText(descriptor, file)
}

/// The whole text of a descriptor, at most 64 MiB; nil if it is not UTF-8.
///
/// - Parameter file: its name, for error messages.
func wholeText(_ descriptor: Int32, _ file: String) throws(CommandError) -> String? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &piece, piece.count)
        guard count >= 0 else { throw CommandError.unreadable(file, errno) }
        guard count > 0 else { return String(validating: bytes, as: UTF8.self) }
        bytes += piece[..<count]
        guard bytes.count <= LineReader.longest else { throw CommandError.tooLong(file) }
    }
}

private func openInput(_ file: String) throws(CommandError) -> Int32 {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandError.unreadable(file, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
        close(descriptor)
        throw CommandError.unreadable(file, EISDIR)
    }
    return descriptor
}

extension CommandError {
    fileprivate static func tooLong(_ name: String) -> CommandError {
        CommandError("\(name) is longer than 64 MiB.", "Name another.", code: EX_DATAERR)
    }

    static func unreadable(_ file: String, _ error: Int32) -> CommandError {
        // A path that leads nowhere is a mistake of the user; an error that is neither that nor a missing permission is
        // one of the disk.
        switch error {
        case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG:
            CommandError(
                "There is no file \(file).", "Name another, or - for standard input.", code: EX_NOINPUT)
        case EISDIR:
            CommandError(
                "\(file) is a folder, and not a file.", "Name a file, or - for standard input.",
                code: EX_NOINPUT)
        case EACCES, EPERM:
            CommandError(
                "\(file) may not be read.", "Ask its owner for leave to enter its folder and to read it.",
                code: EX_NOPERM)
        default:
            CommandError(
                "\(file) could not be read: \(String(cString: strerror(error))).",
                "Look at the disk, then try again.", code: EX_IOERR)
        }
    }
}
