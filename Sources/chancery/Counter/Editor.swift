import FoundationEssentials
import Glibc

/// A text that somebody writes in an editor of his own.
struct Editor {
    /// The file in which it is written; for its owner alone.
    let path: String
    private let command: String
    private let environment: [String: String]

    init(_ context: CommandContext) throws {
        command = context.value("VISUAL") ?? context.value("EDITOR") ?? "vi"
        environment = context.environment
        path = "\(context.value("TMPDIR") ?? "/tmp")/chancery-\(UUID().uuidString.lowercased()).txt"
    }

    /// Shows a text and gives back what has become of it.
    func edit(_ text: String) throws(Fault) -> String {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        let bytes = Array(text.utf8)
        guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Fault(
                "The form cannot be written to \(path).", "See whether the disk is full, or set TMPDIR.",
                code: EX_IOERR)
        }
        close(descriptor)
        let code = run()
        guard code == 0 else {
            discard()
            throw Fault(
                code == 127
                    ? "There is no editor \"\(command)\"." : "The editor \"\(command)\" ended with \(code).",
                "Nothing was filed; set $VISUAL or $EDITOR to an editor that there is.", code: EX_UNAVAILABLE)
        }
        guard let reader = LineReader(path: path) else { return "" }
        var lines: [String] = []
        while let line = try reader.sound(path) { lines.append(line) }
        return lines.joined(separator: "\n")
    }

    func discard() { unlink(path) }

    /// The exit code; 127 where there is no such program.
    private func run() -> Int32 {
        // The shell takes the command apart, as git and others have it: EDITOR="code --wait".
        let words = ["/bin/sh", "-c", "\(command) \"$1\"", "chancery", path]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var process = pid_t()
        guard posix_spawn(&process, "/bin/sh", nil, nil, arguments, variables) == 0 else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 127 } }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}
