import Casebook
import EventLog
import Glibc

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
    guard let checkpoint = try inputText(path, in: context).flatMap({ Checkpoint($0) }) else {
        throw Fault(
            "\(path) holds no checkpoint.", "Name a file with what `chancery checkpoint` printed.",
            code: EX_DATAERR)
    }
    return checkpoint
}

extension VerifierKey {
    /// As it is written on the command line.
    init(option text: String) throws {
        guard let key = VerifierKey(text) else {
            throw Fault.usage(
                "\"\(text)\" is no verifier key, or not a whole one.",
                "Give what `chancery checkpoint --key` prints: NAME+HASH+KEY.")
        }
        self = key
    }
}
