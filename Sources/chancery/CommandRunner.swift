import Answers
import ArgumentParser
import Casebook
import CanonicalJSON
import DisputeModel
import EventLog
import Platform
import Interchange
import Rendering
import TextSafety

/// Runs a command line and reports errors.
struct CommandRunner {
    let context: CommandContext

    /// Runs the command and returns its exit code, as in sysexits.h.
    func run(_ arguments: [String]) -> Int32 {
        let code = answer(arguments)
        do {
            try context.flush()
        } catch {
            guard code == 0 || code == ExitNo.no.code, let fault = CommandError(error) else { return code }
            return report(fault.problem, fault.remedy, fault.code)
        }
        return code
    }

    private func answer(_ arguments: [String]) -> Int32 {
        do {
            if arguments == ["--version"] {
                context.print(Chancery.configuration.version)
                return 0
            }
            if let lines = try guide(arguments) {
                for line in lines { context.print(line) }
                return 0
            }
            let direct: (any ContextCommand)? = DirectCommands.named(arguments.first)?.read(
                arguments.dropFirst())
            var command: any ParsableCommand = try direct ?? Self.command(arguments)
            if arguments.contains(where: \.holdsPathBytes) { try command.refuseBytes() }
            if let command = direct ?? command as? any ContextCommand {
                try command.run(in: context)
            } else {
                try command.run()
            }
            return 0
        } catch let answer as ExitNo {
            return answer.code
        } catch let kept as KeptInOutbox {
            for line in OutboxReceipt(kept: kept).lines { context.print(line) }
            return 0
        } catch {
            if let fault = CommandError(error) { return report(fault.problem, fault.remedy, fault.code) }
            let code = Chancery.exitCode(for: error)
            if code.isSuccess {
                let help = HelpText(width: context.terminal.width)
                context.print(help.fitted(Chancery.fullMessage(for: error, columns: help.columns)))
                if Self.asksForAllHelp(arguments) {
                    context.print("")
                    for line in Guides.overview(columns: help.columns) { context.print(line) }
                }
                return code.rawValue
            }
            // The parser gives exit code 1 to any error that is not its own, but here 1 means that the answer is no.
            guard code == .validationFailure else {
                return report(
                    "An unexpected error happened.",
                    "Run `chancery verify` to check the log, and report the command and the version of the program.",
                    ExitStatus.software)
            }
            let misuse = UsageError(error, arguments)
            return report(misuse.problem, misuse.remedy, code.rawValue)
        }
    }

    /// The lines that `chancery help GUIDE` prints; nil if something else was asked for. A command takes precedence
    /// over a guide of the same name.
    private func guide(_ arguments: [String]) throws(CommandError) -> [String]? {
        guard arguments.first == "help", arguments.count > 1,
            !arguments.contains(where: { $0.hasPrefix("-") }), arguments[1] != "help"
        else { return nil }
        let (known, other) = UsageError.commandPath(arguments.dropFirst())
        guard let other else { return nil }
        guard known.isEmpty else {
            throw .usage(
                "\(known.joined(separator: " ")) has no command \"\(other)\".",
                "`chancery help \(known.joined(separator: " "))` explains it.")
        }
        guard let text = Guides.text(named: other) else {
            let near = nearest(other, among: UsageError.commands + Guides.names).map { "`\($0)`" }
            throw .usage(
                "There is no command or guide \"\(other)\".",
                didYouMean(near, else: "`chancery help` lists them."))
        }
        guard arguments.count == 2 else {
            throw .usage(
                "\"\(arguments[2])\" is too much: one guide is printed at a time.",
                "Write `chancery help \(other)`.")
        }
        return Guides.page(text).lines(
            on: TerminalCanvas(
                width: HelpText(width: context.terminal.width).columns,
                colour: context.showsColour))
    }

    private static func asksForAllHelp(_ arguments: [String]) -> Bool {
        arguments.isEmpty || arguments.count == 1 && ["help", "--help", "-h"].contains(arguments[0])
    }

    /// Parses a command line. Setting up the parser for all commands takes longer than filing an event, so only the
    /// named command is parsed, as long as that succeeds.
    private static func command(_ arguments: [String]) throws -> any ParsableCommand {
        do {
            return try parsed(arguments)
        } catch {
            guard let joined = DashedWords.joined(arguments), let command = try? parsed(joined) else {
                throw error
            }
            return command
        }
    }

    static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let commands = Chancery.configuration.groupedSubcommands.flatMap(\.subcommands)
        if let named = commands.first(where: { $0.configuration.commandName == arguments.first }),
            let command = try? named.parseAsRoot(Array(arguments.dropFirst())),
            // Otherwise help would treat the command as the whole program.
            command is any ContextCommand
        {
            return command
        }
        return try Chancery.parseAsRoot(arguments)
    }

    private func report(_ problem: String, _ remedy: String, _ code: Int32) -> Int32 {
        context.printError("chancery: \(sanitized(problem.shown))\n\(sanitized(remedy.shown))")
        return code
    }
}
