import ArgumentParser
import Casebook
import CanonicalJSON
import DisputeModel
import EventLog
import FileSystem
import Glibc
import Interchange
import Rendering

/// A command that is told its surroundings.
protocol CounterCommand: ParsableCommand {
    func run(in context: CommandContext) throws
}

extension CounterCommand {
    mutating func run() throws { try run(in: .ofProcess) }
}

/// Takes a command line, has it done, and says how it went.
struct Counter {
    let context: CommandContext

    /// The exit code, after sysexits.h.
    func serve(_ arguments: [String]) -> Int32 {
        let code = answer(arguments)
        do {
            try context.flush()
        } catch {
            guard code == 0 || code == Answer.no.code, let fault = Fault(error) else { return code }
            return complain(fault.problem, fault.remedy, fault.code)
        }
        return code
    }

    private func answer(_ arguments: [String]) -> Int32 {
        do {
            if arguments == ["--version"] {
                context.print(Chancery.configuration.version)
                return 0
            }
            let direct: (any CounterCommand)? = DirectCommands.named(arguments.first)?.read(
                arguments.dropFirst())
            var command: any ParsableCommand = try direct ?? Self.command(arguments)
            if arguments.contains(where: \.holdsPathBytes) { try command.refuseBytes() }
            if let command = direct ?? command as? any CounterCommand {
                try command.run(in: context)
            } else {
                try command.run()
            }
            return 0
        } catch let answer as Answer {
            return answer.code
        } catch {
            if let fault = Fault(error) { return complain(fault.problem, fault.remedy, fault.code) }
            let code = Chancery.exitCode(for: error)
            if code.isSuccess {
                let help = HelpText(width: context.terminal.width)
                context.print(help.fitted(Chancery.fullMessage(for: error, columns: help.columns)))
                return code.rawValue
            }
            // The parser says 1 of any error that is not its own; and 1 is the answer no.
            guard code == .validationFailure else {
                return complain(
                    "Something went wrong that nobody foresaw.",
                    "Run `chancery verify` to see that the log is sound, and report what was asked and of which version.",
                    EX_SOFTWARE)
            }
            let misuse = Misuse(error, arguments)
            return complain(misuse.problem, misuse.remedy, code.rawValue)
        }
    }

    /// To look at all commands and their options takes longer than to file an event, so only the one that is named is looked
    /// at, as long as it can make sense of the words.
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
            // Help would take the command for the whole program.
            command is any CounterCommand
        {
            return command
        }
        return try Chancery.parseAsRoot(arguments)
    }

    private func complain(_ problem: String, _ remedy: String, _ code: Int32) -> Int32 {
        context.complain("chancery: \(harmless(problem.shown))\n\(harmless(remedy.shown))")
        return code
    }
}

/// The answer is no, and has been given.
struct Answer: Error {
    let code: Int32
    static let no = Answer(code: 1)
}

/// What is wrong at the counter itself, with its exit code.
struct Fault: Error {
    let problem: String
    let remedy: String
    let code: Int32

    init(_ problem: String, _ remedy: String, code: Int32) {
        self.problem = problem
        self.remedy = remedy
        self.code = code
    }

    /// Any error of which people are told in two sentences; nil for others.
    init?(_ error: any Error) {
        switch error {
        case let error as Fault: self = error
        case let error as FilingError:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as QueryError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as SearchError where error.isOfWhoseLogItIs:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as SearchError:
            self = .usage(error.sentences.problem, error.sentences.remedy)
        case let error as ProofError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as LogError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as TableError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as RowListError:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as MappingError:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as JSONError:
            self.init(
                "The JSON has \(error.problem), at byte \(error.offset).", "Mend it and try again.",
                code: EX_DATAERR)
        default: return nil
        }
    }

    static func usage(_ problem: String, _ remedy: String) -> Fault { Fault(problem, remedy, code: EX_USAGE) }
}

extension QueryError {
    var exitCode: Int32 {
        switch self {
        case .noDispute, .noEvent: EX_NOINPUT
        case .noPositions, .severalEvents: EX_USAGE
        }
    }
}

extension ProofError {
    var exitCode: Int32 {
        switch self {
        case .noCheckpoint: EX_NOINPUT
        case .notSigned, .earlier: EX_DATAERR
        case .otherLog: Answer.no.code
        }
    }
}

extension TableError {
    var exitCode: Int32 {
        switch self {
        case .notFound, .isAFolder: EX_NOINPUT
        case .unreadable: EX_IOERR
        case .cannotCreate: EX_CANTCREAT
        case .outOfBounds, .notAFile, .notPermitted: EX_NOPERM
        case .isEmpty, .damagedArchive, .cutShort, .notText, .noByteOrder, .badHeader, .rowTooLong:
            EX_DATAERR
        }
    }
}

extension LogError {
    var exitCode: Int32 {
        switch self {
        case .notFound, .isAFolder, .keyNotFound: EX_NOINPUT
        case .exists, .cannotCreate, .noCopy, .keyExists, .sideFileLeft, .sideFileInTheWay: EX_CANTCREAT
        case .notALog, .newer, .discontinuous, .notRecordable, .nothingToRestore, .keyIsNone, .keyIsAnother:
            EX_DATAERR
        case .readOnly, .keyIsOpen, .notPermitted: EX_NOPERM
        case .full, .damaged, .failed: EX_IOERR
        case .busy, .severalNames, .isMounted, .moved, .journalBeside, .foreignWAL, .sideFileIsNone,
            .rolledBack, .movedOn, .alreadyThere, .tooEarly:
            EX_TEMPFAIL
        case .stale: 76
        }
    }
}
