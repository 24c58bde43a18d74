import Glibc

/// The lines of a file that a command was given; `-` is standard input.
func inputLines(_ file: String, in context: CommandContext) throws(Fault) -> () throws -> String? {
    if file == "-" { return context.readLine }
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT != S_IFDIR, let reader = LineReader(path: file)
    else {
        throw Fault(
            "There is no file \(file) that can be read.", "Name another, or - for standard input.",
            code: EX_NOINPUT)
    }
    return { try reader.sound(file) }
}
