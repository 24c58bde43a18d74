import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Platform
import SystemPackage
import Rendering
import TextSafety

struct SettingsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract:
            "Shows or changes whose log it is, the default marking, and the log's name.",
        discussion: """
            chancery settings
            chancery settings self AUT:MFA
            chancery settings marking restricted

            self is the party whose log it is; you can type `us` for it. marking is what `record` and `open` write if \
            you give no marking; earlier events keep theirs. The value - removes either of them.

            name is the name of the log in its checkpoints, and of its key. It can be changed until the first \
            checkpoint is signed; with a new name the log gets a new key.
            """)

    enum Setting: String, ExpressibleByArgument, CaseIterable {
        case name, marking
        case own = "self"
    }

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Argument(help: "self, marking or name; if not given, all.")
    var setting: Setting?
    @Argument(help: "Its new value; - removes it.")
    var value: String?

    func run(in context: CommandContext) throws {
        guard let setting, let value else {
            let settings = try log.with(.reading, in: context) { try $0.settings() }
            return show(settings, in: context)
        }
        let settings = try log.with(.writing, in: context) { casebook in
            switch setting {
            case .own: try casebook.setOwnParty(value == "-" ? nil : Self.party(value, casebook))
            case .marking: try casebook.setMarking(value == "-" ? nil : Marking.named(value))
            case .name: try rename(casebook, to: value, context)
            }
            return try casebook.settings()
        }
        show(settings, in: context)
    }

    private func show(_ settings: LogSettings, in context: CommandContext) {
        let all: [(Setting, String?)] = [
            (.name, settings.name), (.own, settings.own), (.marking, settings.marking),
        ]
        let shown = all.filter { setting == nil || $0.0 == setting }
        guard output.format == .text else {
            return context.printJSON(
                JSON.object(JSONObject(shown.map { ($0.0.rawValue, $0.1.map { .string($0) } ?? .null) })))
        }
        for (setting, value) in shown {
            context.print("\(setting.rawValue): \(sanitized(value ?? "not set"))")
        }
    }

    private static func party(_ words: String, _ casebook: Casebook) throws -> Party {
        try casebook.parties().meant(by: words, own: casebook.ownParty())
    }

    /// Renames the log, which is possible until its first checkpoint: from then on others know the log by its name.
    private func rename(_ casebook: Casebook, to name: String, _ context: CommandContext) throws {
        guard let key = SigningKey(name: name) else { throw CommandError.noLogName(name) }
        guard try !casebook.isNameInUse() else {
            throw CommandError(
                "The log's name can no longer be changed: checkpoints have been signed in it.",
                "To make a log of another name with the same events, use `chancery export` and "
                    + "`chancery restore --name \(name)`.", code: ExitStatus.notPermitted)
        }
        let path = try key.write(into: context.keyFolder, as: key.name)
        do {
            try casebook.rename(to: key.verifierKey)
        } catch {
            try? path.remove()
            throw error
        }
        context.printError("The log's new signing key is \(sanitized(path.shown)).")
    }
}
