import ArgumentParser
import Casebook
import EventLog
import Rendering
import TextSafety

struct UseCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Keeps a dispute in mind, for this terminal: the one meant where none is named.",
        discussion: """
            `chancery use -` forgets it; without a name, says which it is. Scripts are refused: what they file must \
            not depend on what somebody typed before.
            """)

    @OptionGroup var log: LogOption
    @Argument(help: "The dispute, or - to forget.")
    var dispute: String?

    func run(in context: CommandContext) throws {
        guard let memory = TerminalSession(context) else {
            throw CommandError.usage(
                "`use` is for people at a terminal, and this is none.", "Name the dispute in each command.")
        }
        if dispute == "-" {
            memory.forget()
            return context.print("No dispute is in use in this terminal.")
        }
        try log.with(.reading, in: context) { casebook in
            guard let dispute else {
                let used = memory.dispute(ofLog: casebook.store.path)
                return context.print(
                    used.map { "\(harmless($0)) is in use in this terminal." }
                        ?? "No dispute is in use in this terminal.")
            }
            guard let name = try context.knownDispute(dispute, in: casebook) else {
                throw try casebook.noDispute(dispute)
            }
            try memory.keep(name, ofLog: casebook.store.path)
            context.print("\(name) is in use in this terminal; `chancery use -` forgets it.")
        }
    }
}
