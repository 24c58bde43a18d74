import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import TextSafety

struct OutboxEdit: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Changes an event in the outbox before it is filed.",
        discussion: """
            chancery outbox edit 1 --set dispute=rus-un-donation --set occurred=2021-11-09

            Values are written as for `chancery correct`. The next `chancery sync` files the event as it is then.
            """)

    @OptionGroup var log: LogOption
    @Argument(help: "Its number in the outbox.")
    var number: Int
    @Option(help: ArgumentHelp("A key of the event and its new value.", valueName: "key=value"))
    var set: [String] = []
    @OptionGroup(title: "The act as it should be") var act: ActOptions

    func run(in context: CommandContext) throws {
        try log.with(.writing, in: context) { casebook in
            guard let entry = try casebook.outbox().first(where: { $0.number == number }) else {
                throw OutboxDrop.noSuchEvent(number)
            }
            guard entry.state != .unknown, let event = Event(text: entry.text) else {
                throw CommandError(
                    "Outbox \(number) may be in the log already, so it cannot be changed.",
                    "Look it up with `chancery sync`, and correct it if it is there.",
                    code: ExitStatus.temporary)
            }
            let interpreter = InputInterpreter(
                parties: try casebook.parties(), own: try casebook.ownParty(), today: context.today,
                wallClock: context.wallClock, note: { context.printError(sanitized($0)) })
            var amendment = Amendment(of: event, interpreter)
            try amendment.apply(act, set)
            guard !amendment.fields.isEmpty else {
                throw CommandError.usage(
                    "There is nothing to change.", "Name a key and its value: --set occurred=2021-11-09.")
            }
            let edited = try casebook.editOutbox(number, amendment.fields)
            context.print("Changed outbox \(number): \(OutboxList.words(edited)).")
        }
    }
}
