import ArgumentParser
import Casebook
import EventLog

struct OutboxDrop: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Removes an event from the outbox without filing it.")

    @OptionGroup var log: LogOption
    @Argument(help: "Its number in the outbox.")
    var number: Int

    func run(in context: CommandContext) throws {
        try log.with(.writing, in: context) { casebook in
            guard let entry = try casebook.outbox().first(where: { $0.number == number }),
                try casebook.dropFromOutbox(number)
            else { throw Self.noSuchEvent(number) }
            context.print("Dropped outbox \(number): \(OutboxList.words(entry)).")
        }
    }

    static func noSuchEvent(_ number: Int) -> CommandError {
        CommandError(
            "The outbox has no event \(number).", "`chancery outbox` lists them.", code: ExitStatus.noInput)
    }
}
