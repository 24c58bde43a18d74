import FileSystem
import Glibc

/// State that is kept for one terminal session: the dispute that `chancery use` set.
///
/// It is a small private file for this terminal and session, in `$XDG_RUNTIME_DIR` or the temporary folder. The file
/// also contains the path of the log, so that the dispute does not apply to another log.
struct TerminalSession {
    private let folder: String
    private let path: String

    /// nil if standard input is not a terminal.
    init?(_ context: CommandContext) {
        guard context.terminal.inputIsTerminal, let name = context.terminal.name else { return nil }
        folder =
            context.value("XDG_RUNTIME_DIR").map { "\($0)/chancery" }
            ?? "\(context.value("TMPDIR") ?? "/tmp")/chancery-\(getuid())"
        path = "\(folder)/use\(String(name.map { $0 == "/" ? "-" : $0 }))"
    }

    func dispute(ofLog log: String) -> String? {
        guard isOurs, let reader = LineReader(path: path), reader.next() == log else { return nil }
        return reader.next()
    }

    func keep(_ dispute: String, ofLog log: String) throws(CommandError) {
        mkdir(folder, 0o700)
        guard isOurs else { throw cannotKeep }
        let draft = "\(path).new-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotKeep }
        let bytes = Array("\(log)\n\(dispute)\n".utf8)
        let count = write(descriptor, bytes, bytes.count)
        close(descriptor)
        guard count == bytes.count, rename(draft, path) == 0 else {
            unlink(draft)
            throw cannotKeep
        }
    }

    func forget() { unlink(path) }

    /// Whether the folder belongs to this user and nobody else may write to it. In a shared temporary folder anybody
    /// could have created it.
    private var isOurs: Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid()
            && status.st_mode & 0o022 == 0
    }

    private var cannotKeep: CommandError {
        CommandError(
            "What is in use cannot be kept in \(folder).",
            "Make it a folder of yours with mode 0700, or name the dispute.",
            code: EX_CANTCREAT)
    }
}
