import Casebook
import EventLog
import Glibc
import TextSafety

extension CommandContext {
    /// Where the signing keys lie: not where the logs are.
    var keyFolder: String { configuration + "/keys" }
}

extension LogKeys {
    /// The file of the key that the log was founded with is called what the log is called; a later one's has its id too.
    func path(in context: CommandContext) -> String {
        let suffix = current.position == 0 ? "" : "+\(current.key.hash)"
        return "\(context.keyFolder)/\(name)\(suffix)"
    }

    /// The log's current signing key, if it is here, and what was signed with it and those before it.
    func signer(in context: CommandContext) throws -> Signer {
        let path = path(in: context)
        let key = try SigningKey(at: path)
        guard key.verifierKey == current.key else {
            throw LogError.keyIsAnother(path: path, wanted: current.key.hash)
        }
        let memory = "\(context.keyFolder)/\(name)+\(added[0].key.hash).signed"
        return Signer(key: key, memory: SignedRoots(at: memory))
    }
}

/// The checkpoint in a file.
func readCheckpoint(_ path: String, in context: CommandContext) throws -> Checkpoint {
    let text = try inputText(path, in: context)
    // What mail programs and editors do to a file is not what the keeper of the log did.
    let changes = text.map(changesBySaving) ?? []
    if changes.isEmpty, let checkpoint = text.flatMap({ Checkpoint($0) }) { return checkpoint }
    guard let text, !changes.isEmpty, Checkpoint(printed(text)) != nil else {
        throw CommandError(
            "\(path) holds no checkpoint.", "Name a file with what `chancery checkpoint` printed.",
            code: EX_DATAERR)
    }
    throw CommandError(
        "\(path) holds a checkpoint, but not as it was printed: \(changes.joined(separator: ", and ")).",
        "Save it as it was printed, as plain UTF-8 with the line ends of Unix, and try again.",
        code: EX_DATAERR)
}

private let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

/// What saving it has changed in a text that ended every line with LF.
private func changesBySaving(_ text: String) -> [String] {
    let scalars = text.unicodeScalars
    var changes: [String] = []
    if scalars.first == byteOrderMark { changes.append("it begins with a byte order mark") }
    if scalars.contains("\r") { changes.append("its lines end as those of Windows do") }
    if let last = scalars.last, last != "\n", last != "\r" { changes.append("its last line has no end") }
    return changes
}

/// The text before it was saved otherwise.
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
    /// As it is written on the command line.
    init(option text: String) throws {
        guard let key = VerifierKey(text) else {
            throw CommandError.usage(
                "\"\(text)\" is no verifier key, or not a whole one.",
                "Give what `chancery checkpoint --key` prints: NAME+HASH+KEY.")
        }
        self = key
    }
}
