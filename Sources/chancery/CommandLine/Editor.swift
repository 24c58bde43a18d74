import FileSystem
import FoundationEssentials
import Glibc

/// Lets the user edit a text in the editor of their choice.
///
/// What the user wrote is never lost: the file is kept until `discard`, and error messages name its `path`.
struct Editor {
    /// The file that is edited; only its owner can read it.
    let path: String
    private let command: String
    private let environment: [String: String]

    init(_ context: CommandContext) throws {
        let commands = ["VISUAL", "EDITOR"].compactMap { context.value($0) }
        command = commands.first { !trimmed($0).isEmpty } ?? "vi"
        environment = context.environment
        path = "\(context.value("TMPDIR") ?? "/tmp")/chancery-\(UUID().uuidString.lowercased()).txt"
    }

    /// Opens the text in the editor and returns the result, with LF line ends.
    ///
    /// - Throws: `CommandError` if the editor fails, or its result cannot be read.
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

    /// A sentence for error messages that says where the text is kept.
    var keptWords: String { "What you wrote is kept in \(path)." }

    func discard() { unlink(path) }

    /// Writes to a temporary file and renames it, so that a full disk never destroys an earlier version.
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

    /// The text in the file; nil if the file does not exist.
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

    /// Replaces the line ends CR LF and CR by LF.
    static func lines(of text: Substring) -> String {
        var scalars = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar != "\n" || !isAfterReturn { scalars.append(scalar == "\r" ? "\n" : scalar) }
            isAfterReturn = scalar == "\r"
        }
        return String(scalars)
    }

    /// Runs the editor and returns its exit code; 127 if there is no such program.
    private func run() -> Int32 {
        // The shell splits the command, as git does: EDITOR="code --wait".
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
        // While the editor runs, Ctrl-C is for the editor only.
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
