import ArgumentParser
import CanonicalJSON
import DisputeModel

struct CorrectCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Changes what an event says; what was recorded stays in the log.",
        discussion: """
            chancery correct 10 --set occurred="late october" --set due.on=2021-11-18 --set condition=

            A value replaces the whole old value; an empty value, or null, removes the key. A part is named after a \
            full stop: details.force=use, due.about=friday, speaker.role=Spokesman. Lists have commas: \
            actors=RUS,BLR. A value that begins with { or [ is JSON. The options of `record` do the same: --on \
            yesterday.
            """)

    @OptionGroup var filing: FilingOptions
    @Argument(help: ArgumentHelp("The event: 17, #17 or its id.", valueName: "event"))
    var event: String
    @Option(help: ArgumentHelp("A key of the event and its new value.", valueName: "key=value"))
    var set: [String] = []
    @OptionGroup(title: "The act as it should be") var act: ActOptions

    func run(in context: CommandContext) throws {
        try filing.fileRecordEvent(
            .correction, on: event, in: context, names: OptionNames(.correction, set: set)
        ) { event, interpreter in
            var amendment = Amendment(of: event, interpreter)
            try amendment.apply(act, set)
            guard !amendment.fields.isEmpty else {
                throw CommandError.usage(
                    "There is nothing to correct.", "Name a key and its value: --set occurred=2021-11-09.")
            }
            return JSONObject([("fields", .object(amendment.fields))])
        }
    }
}
