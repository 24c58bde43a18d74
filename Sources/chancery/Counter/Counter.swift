import ArgumentParser
import Casebook
import CanonicalJSON
import DisputeModel
import EventLog
import Glibc
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
        defer { context.flush() }
        do {
            var command = try Chancery.parseAsRoot(arguments)
            if let command = command as? any CounterCommand {
                try command.run(in: context)
            } else {
                try command.run()
            }
            return 0
        } catch let answer as Answer {
            return answer.code
        } catch let error as Fault {
            return complain(error.problem, error.remedy, error.code)
        } catch let error as FilingError {
            return complain(error.sentences.problem, error.sentences.remedy, EX_DATAERR)
        } catch let error as QueryError {
            return complain(error.sentences.problem, error.sentences.remedy, EX_NOINPUT)
        } catch let error as LogError {
            return complain(error.sentences.problem, error.sentences.remedy, error.exitCode)
        } catch let error as JSONError {
            return complain(
                "The JSON has \(error.problem), at byte \(error.offset).", "Mend it and try again.", EX_DATAERR)
        } catch {
            let code = Chancery.exitCode(for: error)
            let message = Chancery.fullMessage(for: error)
            if code.isSuccess { context.print(message) } else { context.complain(message) }
            return code.rawValue
        }
    }

    private func complain(_ problem: String, _ remedy: String, _ code: Int32) -> Int32 {
        context.complain("chancery: \(harmless(problem))\n\(harmless(remedy))")
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

    static func usage(_ problem: String, _ remedy: String) -> Fault { Fault(problem, remedy, code: EX_USAGE) }
}

extension LogError {
    var exitCode: Int32 {
        switch self {
        case .notFound: EX_NOINPUT
        case .exists, .cannotCreate: EX_CANTCREAT
        case .notALog, .newer, .discontinuous: EX_DATAERR
        case .readOnly: EX_NOPERM
        case .full, .damaged, .failed: EX_IOERR
        case .busy: EX_TEMPFAIL
        case .stale: 76
        }
    }
}
