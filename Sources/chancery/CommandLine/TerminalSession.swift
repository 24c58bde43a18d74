import Platform
import SystemPackage

/// State that is kept for one terminal session: the dispute that `chancery use` set.
///
/// It is a small private file for this terminal and session, in `$XDG_RUNTIME_DIR` or the temporary folder. The file
/// also contains the path of the log, so that the dispute does not apply to another log.
struct TerminalSession {
    private let folder: FilePath
    private let path: FilePath

    /// nil if standard input is not a terminal.
    init?(_ context: CommandContext) {
        guard context.terminal.inputIsTerminal, let name = context.terminal.name else { return nil }
        folder =
            context.value("XDG_RUNTIME_DIR").map { FilePath(argument: $0).appending("chancery") }
            ?? context.temporaryFolder.appending("chancery-\(CurrentProcess.user)")
        path = folder.appending("use\(String(name.map { $0 == "/" ? "-" : $0 }))")
    }

    func dispute(ofLog log: FilePath) -> String? {
        guard isOurs, let reader = LineReader(path: path), reader.next() == log.argument else { return nil }
        return reader.next()
    }

    func keep(_ dispute: String, ofLog log: FilePath) throws(CommandError) {
        try? folder.makeFolder(permissions: .ownerReadWriteExecute)
        guard isOurs else { throw cannotKeep }
        do {
            let content = Array("\(log.argument)\n\(dispute)\n".utf8)
            try path.replace(with: content, permissions: .ownerReadWrite)
        } catch {
            throw cannotKeep
        }
    }

    func forget() { try? path.remove() }

    /// Whether the folder belongs to this user and nobody else may write to it. In a shared temporary folder anybody
    /// could have created it.
    private var isOurs: Bool {
        guard let status = try? Stat(folder, followTargetSymlink: false) else { return false }
        return status.type == .directory && status.isOwn
            && status.permissions.isDisjoint(with: [.groupWrite, .otherWrite])
    }

    private var cannotKeep: CommandError {
        CommandError(
            "The dispute in use cannot be stored in \(folder).",
            "Make it a folder of your own with mode 0700, or name the dispute in each command.",
            code: ExitStatus.cannotCreate)
    }
}
