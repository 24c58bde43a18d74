import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import Platform
import SystemPackage

struct RecordCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Records what somebody said, asked, refused or did.",
        usage: """
            chancery record <kind> <dispute> [<event> ...] [<summary>] [<options>]
            chancery record --json <file>
            """,
        discussion: """
            chancery record denial rus-un-donation 28 "The UN does not finance protests" \\
                --by UN:Spokesperson --on yesterday

            After the kind and the dispute, numbers are the events that it responds to (--reply-to); the rest is the \
            summary. `chancery kinds` lists the kinds. With --edit a form opens in your editor. With --json the events \
            come from a file: one JSON object, a list of them, or one per line; all are recorded or none.
            """)

    @OptionGroup var filing: FilingOptions
    @OptionGroup(title: "The act") var act: ActOptions
    @Option(
        help: ArgumentHelp("Records the events of a JSON file; - is standard input.", valueName: "file"),
        completion: .file())
    var json: PathArgument?
    @Flag(name: .shortAndLong, help: "Opens a form in $VISUAL or $EDITOR.")
    var edit = false
    @Argument(help: "The kind, the dispute, what it responds to, the summary.")
    var words: [String] = []

    func run(in context: CommandContext) throws {
        if json == nil, words.isEmpty {
            throw CommandError.usage(
                "No kind was given.", "Write `chancery record KIND DISPUTE`; `chancery kinds` lists them.")
        }
        if json != nil, edit {
            throw CommandError.usage("--edit and --json do not go together.", "Use one of them.")
        }
        if json == nil, let kind = words.first.flatMap({ RecordKind(rawValue: $0.lowercased()) }) {
            throw CommandError.usage("\(kind.rawValue) has a command of its own.", kind.advice)
        }
        if edit, !context.terminal.inputIsTerminal {
            throw CommandError.usage(
                "--edit needs a terminal.", "Give the words on the command line, or use --json.")
        }
        try filing.with(context) { casebook, interpreter in
            let recording = try RecordArguments(words, act, casebook, context)
            let marking = try casebook.setting("marking")
            if edit {
                return try EditorForm(recording, interpreter, context).file(in: casebook) { draft in
                    try filing.file(Drafts(draft.marked(marking)), in: casebook, context)
                }
            }
            var drafts = Drafts(try recording.draft(interpreter))
            if let json { drafts = try events(of: json.path, drafts.events[0], context) }
            drafts.events = drafts.events.map { $0.marked(marking) }
            try filing.file(drafts, in: casebook, context)
        }
    }

    /// The events of a file. The kind and dispute from the command line apply to events that do not give their own.
    private func events(of file: FilePath, _ named: JSONObject, _ context: CommandContext) throws -> Drafts {
        if let key = named.keys.first(where: { $0 != "kind" && $0 != "dispute" }) {
            throw CommandError.usage(
                "With --json the file says everything, but \(OptionNames(nil).name(key)) is given too.",
                "Leave out the options that describe the act.")
        }
        var drafts = try Drafts(json: inputLines(file, in: context), file: file.shown)
        drafts.events = drafts.events.map { named.merged(with: $0) }
        return drafts
    }
}

extension JSONObject {
    /// Gives an act without a marking the log's default marking, if there is one.
    func marked(_ marking: String?) -> JSONObject {
        guard let marking, self["marking"] == nil, !Event(self).isRecord else { return self }
        var marked = self
        marked["marking"] = .string(marking)
        return marked
    }
}

extension RecordKind {
    /// The command that files such an event, as advice.
    fileprivate var advice: String {
        switch self {
        case .opening: "Use `chancery open`."
        case .closing: "Use `chancery close`."
        case .reopening: "Use `chancery reopen`."
        case .correction: "Use `chancery correct`."
        case .retraction: "Use `chancery retract`."
        case .replyAssessment: "Use `chancery assess reply`."
        case .statusAssessment: "Use `chancery assess status`."
        case .sourceAdded: "Use `chancery source`."
        case .markingChanged: "Use `chancery mark`."
        }
    }
}
