import FileSystem
import FoundationEssentials
import Glibc

/// A text that somebody writes in an editor of his own.
///
/// What was written is never lost: the file stays until `discard`, and who reads `path` out of an error finds it there.
struct Editor {
    /// The file in which it is written; for its owner alone.
    let path: String
    private let command: String
    private let environment: [String: String]

    init(_ context: CommandContext) throws {
        let commands = ["VISUAL", "EDITOR"].compactMap { context.value($0) }
        command = commands.first { !trimmed($0).isEmpty } ?? "vi"
        environment = context.environment
        path = "\(context.value("TMPDIR") ?? "/tmp")/chancery-\(UUID().uuidString.lowercased()).txt"
    }

    /// Shows a text and gives back what has become of it, with LF at the ends of its lines, whatever the editor writes there.
    func edit(_ text: String) throws(CommandError) -> String {
        try write(text)
        let code = run()
        let written: String?
        do {
            written = try read()
        } catch  where code == 0 {
            throw error
        } catch {
            written = nil
        }
        guard code == 0 else {
            let isKept = written != text
            if !isKept { discard() }
            throw CommandError(
                code == 127
                    ? "There is no editor \"\(command)\"." : "The editor \"\(command)\" ended with \(code).",
                "Nothing was filed; set $VISUAL or $EDITOR to an editor that there is."
                    + (isKept ? " \(keptWords)" : ""),
                code: EX_UNAVAILABLE)
        }
        guard let written else {
            try write(text)
            throw CommandError(
                "The editor \"\(command)\" left no file.",
                "Nothing was filed; the form as it was before is kept in \(path).", code: EX_IOERR)
        }
        return written
    }

    /// For errors: where it can be found.
    var keptWords: String { "What you wrote is kept in \(path)." }

    func discard() { unlink(path) }

    /// Beside its place, and moved there whole: a full disk takes away nothing that was written before.
    private func write(_ text: String) throws(CommandError) {
        let draft = "\(path).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        let bytes = Array(text.utf8)
        let isWhole = descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        if descriptor >= 0 { close(descriptor) }
        guard isWhole, rename(draft, path) == 0 else {
            unlink(draft)
            throw CommandError(
                "The form cannot be written to \(path).", "See whether the disk is full, or set TMPDIR.",
                code: EX_IOERR)
        }
    }

    /// nil where the file is gone.
    private func read() throws(CommandError) -> String? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            let fault = CommandError.unreadable(path, errno)
            throw CommandError(fault.problem, "Nothing was filed. \(keptWords)", code: fault.code)
        }
        defer { close(descriptor) }
        guard let text = try wholeText(descriptor, path), !text.utf8.contains(0) else {
            throw CommandError(
                "What the editor \"\(command)\" wrote is no UTF-8 text.",
                "Nothing was filed. \(keptWords)", code: EX_DATAERR)
        }
        return Self.lines(of: text.first == "\u{FEFF}" ? text.dropFirst() : text[...])
    }

    /// With LF where a line ends with CR LF, as editors of other systems write it, or with CR.
    static func lines(of text: Substring) -> String {
        var scalars = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar != "\n" || !isAfterReturn { scalars.append(scalar == "\r" ? "\n" : scalar) }
            isAfterReturn = scalar == "\r"
        }
        return String(scalars)
    }

    /// The exit code; 127 where there is no such program.
    private func run() -> Int32 {
        // The shell takes the command apart, as git and others have it: EDITOR="code --wait".
        let words = ["/bin/sh", "-c", "\(command) \"$1\"", "chancery", path]
        func pointers(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
            words.map { word in
                (word.pathBytes.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer {
                    $0.baseAddress.flatMap { strdup($0) }
                }
            } + [nil]
        }
        let (arguments, variables) = (pointers(words), pointers(environment.map { "\($0)=\($1)" }))
        defer { for pointer in arguments + variables { free(pointer) } }
        // Ctrl-C is the editor's affair as long as it runs.
        let former = [SIGINT, SIGQUIT].map { (signal: $0, handler: signal($0, SIG_IGN)) }
        defer { for (number, handler) in former { signal(number, handler) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for (number, _) in former { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var process = pid_t()
        guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, variables) == 0 else {
            return 127
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 127 } }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}
