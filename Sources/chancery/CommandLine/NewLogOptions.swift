import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Platform
import SystemPackage
import Rendering
import TextSafety

/// The options for a new log, in `init` and `restore`.
struct NewLogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The name of the log and of the key that signs it.",
            discussion: """
                Letters, digits, dots, hyphens and underscores. Others know the log by this name, so choose one that \
                no other log has: vienna.mfa.example. If not given: the file's name and eight random digits.
                """))
    var name: String?

    @Option(
        name: .customLong("self"),
        help: ArgumentHelp("Whose log it is: a party, such as AUT:MFA.", valueName: "party"))
    var own: String?

    @Option(
        help: ArgumentHelp(
            "The marking of acts recorded without one: public, restricted, confidential or secret.",
            valueName: "level"))
    var marking: String?

    /// A log that has just been created.
    struct CreatedLog {
        let path: FilePath
        let name: String
        let keyPath: FilePath
        let verifierKey: VerifierKey
    }

    /// Creates a log and its signing key. `body` creates the log from a path, settings and a function that writes the
    /// key. It must call this function when the log is on disk but does not have its final name yet. So there is never
    /// a log without its key; a key without a log remains only if the program is stopped between the two steps.
    func create(
        _ log: LogOption, in context: CommandContext,
        _ body: @escaping (FilePath, [String: String], _ writeKey: () throws -> Void) throws -> Void
    ) throws -> CreatedLog {
        let path = log.path(in: context)
        // The folder of the default path is created. A missing folder in a path that the user gave may be a mistake.
        if log.isUsualPlace(in: context) {
            try SigningKey.makeFolder(path.folder, permissions: .ownerReadWriteExecute)
        }
        try EventStore.checkPlace(path)
        let (key, keyPath) = try makeKey(forLogAt: path, in: context) { try body(path, $0, $1) }
        return CreatedLog(path: path, name: key.name, keyPath: keyPath, verifierKey: key.verifierKey)
    }

    /// Makes the signing key of a new log. `body` makes the log from its settings and a function that writes the key,
    /// which it must call. If it throws, the key is removed.
    ///
    /// - Parameters:
    ///   - path: where the log is to be; the log's name is made from it if none was given.
    func makeKey(
        forLogAt path: FilePath, in context: CommandContext,
        _ body: ([String: String], _ writeKey: () throws -> Void) throws -> Void
    ) throws -> (key: SigningKey, path: FilePath) {
        guard let key = SigningKey(name: name ?? SigningKey.newName(forLogAt: path)) else {
            throw CommandError.noLogName(name ?? "")
        }
        try SigningKey.checkPlace(in: context.keyFolder, of: key.name)
        var keyPath: FilePath = ""
        do {
            try body(try settings(signedBy: key)) {
                keyPath = try key.write(into: context.keyFolder, as: key.name)
            }
        } catch {
            if !keyPath.isEmpty { try? keyPath.remove() }
            throw error
        }
        return (key, keyPath)
    }

    private func settings(signedBy key: SigningKey) throws -> [String: String] {
        var settings = ["name": key.name, "vkey": key.verifierKey.description]
        if let own {
            settings["self"] = try PartyRegister.builtIn.meant(by: own, own: nil).reference
        }
        if let marking {
            settings["marking"] = try Marking.named(marking).rawValue
        }
        return settings
    }
}

extension NewLogOptions.CreatedLog {
    /// Prints which settings a log does not have after it was restored from an export, which contains none.
    func printUnsetSettings(_ options: NewLogOptions, _ context: CommandContext) {
        if options.own == nil {
            context.print("It does not say whose log it is; `chancery settings self PARTY` does.")
        }
        if options.marking == nil {
            context.print(
                "What is recorded without a marking is public; `chancery settings marking LEVEL` changes that."
            )
        }
    }

    func printKeyPath(_ context: CommandContext) {
        context.print("Its signing key is \(sanitized(keyPath.shown)).")
        context.print(
            "Keep a copy of the key in another place: without it no checkpoint of this log can be signed."
        )
    }

    var json: JSONObject {
        JSONObject([
            ("log", .string(path.shown)), ("name", .string(name)), ("key", .string(keyPath.shown)),
            ("verifierKey", .string(verifierKey.description)),
        ])
    }
}

extension Marking {
    /// The marking with this name; throws `FilingError.notOneOf` with suggestions if there is none.
    static func named(_ words: String) throws(FilingError) -> Marking {
        guard let marking = Marking(rawValue: words) else {
            let levels = Marking.allCases.map(\.rawValue)
            throw .notOneOf(
                key: "marking", value: words, allowed: levels, suggestions: nearest(words, among: levels))
        }
        return marking
    }
}

extension CommandError {
    static func noLogName(_ name: String) -> CommandError {
        CommandError(
            "\"\(name)\" cannot be the name of a log.",
            "Use letters, digits, dots, hyphens and underscores, a letter or digit first.",
            code: ExitStatus.dataError)
    }
}
