import Glibc

/// The lines of a file that a command was given; `-` is standard input.
func inputLines(_ file: String, in context: CommandContext) throws(Fault) -> () throws -> String? {
    if file == "-" { return context.readLine }
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT != S_IFDIR, let reader = LineReader(path: file)
    else { throw Fault.unreadable(file) }
    return { try reader.sound(file) }
}

/// The whole text of a small file; `-` is standard input. What is no UTF-8 becomes U+FFFD.
func inputText(_ file: String, in context: CommandContext) throws -> String {
    if file == "-" {
        var text = ""
        while let line = try context.readLine() { text += line + "\n" }
        return text
    }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var count = descriptor < 0 ? -1 : read(descriptor, &piece, piece.count)
    while count > 0 {
        bytes += piece[..<count]
        guard bytes.count <= 1 << 26 else {
            throw Fault("\(file) is longer than 64 MiB.", "Name another.", code: EX_DATAERR)
        }
        count = read(descriptor, &piece, piece.count)
    }
    guard count == 0 else { throw Fault.unreadable(file) }
    return String(decoding: bytes, as: UTF8.self)
}

extension Fault {
    fileprivate static func unreadable(_ file: String) -> Fault {
        Fault(
            "There is no file \(file) that can be read.", "Name another, or - for standard input.",
            code: EX_NOINPUT)
    }
}
