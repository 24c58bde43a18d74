import ArgumentParser
import Casebook
import EventLog
import Rendering
import TextSafety

struct UseCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Remembers a dispute for this terminal, so that commands need not name it.",
        discussion: """
            `chancery use -` forgets it; without a name, it says which dispute is in use. It does not work in \
            scripts: what they record must not depend on what somebody typed before.
            """)

    @OptionGroup var log: LogOption
    @Argument(help: "The dispute, or - to forget.")
    var dispute: String?

    func run(in context: CommandContext) throws {
        guard let memory = TerminalSession(context) else {
            throw CommandError.usage(
                "`use` works only at a terminal, and this is not one.", "Name the dispute in each command.")
        }
        if dispute == "-" {
            memory.forget()
            return context.print("No dispute is in use in this terminal.")
        }
        try log.with(.reading, in: context) { casebook in
            guard let dispute else {
                let used = memory.dispute(ofLog: casebook.store.path)
                return context.print(
                    used.map { "\(sanitized($0)) is in use in this terminal." }
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
