import Casebook
import EventLog
import Platform
import SystemPackage
import TextSafety

extension CommandContext {
    /// The folder of the signing keys, which is separate from the logs.
    var keyFolder: FilePath { configuration.appending("keys") }
}

extension LogKeys {
    /// The file of the current key. The first key of a log has the log's name; later ones have their key id appended.
    func path(in context: CommandContext) -> FilePath {
        let suffix = current.position == 0 ? "" : "+\(current.key.hash)"
        return context.keyFolder.appending(name + suffix)
    }

    /// The log's current signing key, and the record of the roots that were signed with it and its predecessors.
    ///
    /// - Throws: `LogError` if the key is missing or is not the current one.
    func signer(in context: CommandContext) throws -> Signer {
        let path = path(in: context)
        let key = try SigningKey(at: path)
        guard key.verifierKey == current.key else {
            throw LogError.wrongSigningKey(path: path, wanted: current.key.hash)
        }
        let memory = context.keyFolder.appending("\(name)+\(added[0].key.hash).signed")
        return Signer(key: key, memory: SignedRoots(at: memory))
    }
}

/// Reads the checkpoint in a file. Throws `CommandError` if the file contains none, or was changed by saving it.
func readCheckpoint(_ path: FilePath, in context: CommandContext) throws -> Checkpoint {
    let text = try inputText(path, in: context)
    // Changes by mail programs and editors must not look like manipulation of the log.
    let changes = text.map(changesBySaving) ?? []
    if changes.isEmpty, let checkpoint = text.flatMap({ Checkpoint($0) }) { return checkpoint }
    guard let text, !changes.isEmpty, Checkpoint(printed(text)) != nil else {
        throw CommandError(
            "\(path) contains no checkpoint.", "Name a file with what `chancery checkpoint` printed.",
            code: ExitStatus.dataError)
    }
    throw CommandError(
        "\(path) contains a checkpoint, but not as it was printed: \(changes.joined(separator: ", and ")).",
        "Save it as it was printed, as plain UTF-8 with Unix line ends, and try again.",
        code: ExitStatus.dataError)
}

private let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

/// The changes that saving made to a text whose lines all ended in LF, in words.
private func changesBySaving(_ text: String) -> [String] {
    let scalars = text.unicodeScalars
    var changes: [String] = []
    if scalars.first == byteOrderMark { changes.append("it begins with a byte order mark") }
    if scalars.contains("\r") { changes.append("it has Windows line ends") }
    if let last = scalars.last, last != "\n", last != "\r" { changes.append("its last line has no end") }
    return changes
}

/// The text without these changes.
private func printed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == byteOrderMark { scalars.removeFirst() }
    var lines: [String] = [""]
    for (index, scalar) in scalars.enumerated() {
        if scalar == "\r" {
            if index + 1 == scalars.count || scalars[index + 1] != "\n" { lines.append("") }
        } else if scalar == "\n" {
            lines.append("")
        } else {
            lines[lines.count - 1].unicodeScalars.append(scalar)
        }
    }
    if lines.last != "" { lines.append("") }
    return lines.joined(separator: "\n")
}

extension VerifierKey {
    /// Parses a verifier key from the command line; throws `CommandError` if it is not one.
    init(option text: String) throws {
        guard let key = VerifierKey(text) else {
            throw CommandError.usage(
                "\"\(text)\" is not a complete verifier key.",
                "Give what `chancery checkpoint --key` prints: NAME+HASH+KEY.")
        }
        self = key
    }
}
