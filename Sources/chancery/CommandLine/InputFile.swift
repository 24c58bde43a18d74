import Platform
import SystemPackage

/// A function that returns the lines of a file, one by one, then nil; `-` is standard input.
func inputLines(
    _ file: FilePath, in context: CommandContext
) throws(CommandError) -> () throws -> String? {
    if file == "-" { return context.readLine }
    let reader = LineReader(try openInput(file))
    return { try reader.sound(file.shown) }
}

/// The whole text of a file of at most 64 MiB; `-` is standard input. nil if it is not UTF-8.
func inputText(_ file: FilePath, in context: CommandContext) throws -> String? {
    if file == "-" { return try context.readText() }
    return try wholeText(of: file.shown, try openInput(file).readToEnd)
}

/// The whole text of a file or stream, at most 64 MiB; nil if it is not UTF-8.
///
/// - Parameters:
///   - name: its name, for error messages.
///   - read: reads to the end, or until a little more than so many bytes are read.
func wholeText(
    of name: String, _ read: (_ limit: Int) throws(Errno) -> [UInt8]
) throws(CommandError) -> String? {
    let bytes: [UInt8]
    do {
        bytes = try read(LineReader.longest)
    } catch {
        throw CommandError.unreadable(name, error)
    }
    guard bytes.count <= LineReader.longest else { throw CommandError.tooLong(name) }
    return String(validating: bytes, as: UTF8.self)
}

private func openInput(_ path: FilePath) throws(CommandError) -> OpenFile {
    do throws(Errno) {
        let file = try OpenFile(path, .readOnly)
        guard try file.status().type != .directory else { throw Errno.isDirectory }
        return file
    } catch {
        throw CommandError.unreadable(path.shown, error)
    }
}

extension CommandError {
    fileprivate static func tooLong(_ name: String) -> CommandError {
        CommandError("\(name) is longer than 64 MiB.", "Name another.", code: ExitStatus.dataError)
    }

    static func unreadable(_ file: String, _ error: Errno) -> CommandError {
        // A path that leads nowhere is a mistake of the user; an error that is neither that nor a missing permission is
        // one of the disk.
        switch error {
        case .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong:
            CommandError(
                "There is no file \(file).", "Name another, or - for standard input.",
                code: ExitStatus.noInput)
        case .isDirectory:
            CommandError(
                "\(file) is a folder, not a file.", "Name a file, or - for standard input.",
                code: ExitStatus.noInput)
        case .permissionDenied, .notPermitted:
            CommandError(
                "\(file) may not be read.", "Ask its owner for permission to open its folder and to read it.",
                code: ExitStatus.notPermitted)
        default:
            CommandError(
                "\(file) could not be read: \(error.description).",
                "Check the disk, then try again.", code: ExitStatus.inputOutput)
        }
    }
}
