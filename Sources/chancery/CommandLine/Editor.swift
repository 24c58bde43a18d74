import FoundationEssentials
import Platform
import SystemPackage

/// Lets the user edit a text in the editor of their choice.
///
/// What the user wrote is never lost: the file is kept until `discard`, and error messages name its `path`.
struct Editor {
    /// The file that is edited; only its owner can read it.
    let path: FilePath
    private let command: String
    private let environment: [String: String]

    init(_ context: CommandContext) throws {
        let commands = ["VISUAL", "EDITOR"].compactMap { context.value($0) }
        command = commands.first { !trimmed($0).isEmpty } ?? "vi"
        environment = context.environment
        path = context.temporaryFolder.appending("chancery-\(UUID().uuidString.lowercased()).txt")
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
                "Nothing was recorded; set $VISUAL or $EDITOR to an editor that is installed."
                    + (isKept ? " \(keptWords)" : ""),
                code: ExitStatus.unavailable)
        }
        guard let written else {
            try write(text)
            throw CommandError(
                "The editor \"\(command)\" left no file.",
                "Nothing was recorded; the form as it was before is kept in \(path).",
                code: ExitStatus.inputOutput)
        }
        return written
    }

    /// A sentence for error messages that says where the text is kept.
    var keptWords: String { "What you wrote is kept in \(path)." }

    func discard() { try? path.remove() }

    private func write(_ text: String) throws(CommandError) {
        do {
            try path.replace(with: Array(text.utf8), permissions: .ownerReadWrite)
        } catch {
            throw CommandError(
                "The form cannot be written to \(path).", "Check that the disk is not full, or set TMPDIR.",
                code: ExitStatus.inputOutput)
        }
    }

    /// The text in the file; nil if the file does not exist.
    private func read() throws(CommandError) -> String? {
        let file: OpenFile
        do {
            file = try OpenFile(path, .readOnly, .nonBlocking)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            let fault = CommandError.unreadable(path.shown, error)
            throw CommandError(fault.problem, "Nothing was recorded. \(keptWords)", code: fault.code)
        }
        guard let text = try wholeText(of: path.shown, file.readToEnd), !text.utf8.contains(0) else {
            throw CommandError(
                "What the editor \"\(command)\" wrote is not UTF-8 text.",
                "Nothing was recorded. \(keptWords)", code: ExitStatus.dataError)
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
        ChildProcess.run(shell: "\(command) \"$1\"", [path.argument], environment: environment)
    }
}
