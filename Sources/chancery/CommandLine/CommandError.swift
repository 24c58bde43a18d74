/// Ends the command with an exit code and no message: the answer has already been printed. Code 1 means that the answer
/// is no.
struct ExitNo: Error {
    let code: Int32
    static let no = ExitNo(code: ExitStatus.no)
}

/// An error of the command line itself, with its exit code from sysexits.h.
struct CommandError: Error {
    let problem: String
    let remedy: String
    let code: Int32

    init(_ problem: String, _ remedy: String, code: Int32) {
        self.problem = problem
        self.remedy = remedy
        self.code = code
    }

    /// The problem and remedy of any error that has them; nil for other errors.
    init?(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as any ExplainedError: self.init(error.problem, error.remedy, code: error.exitCode)
        default: return nil
        }
    }

    static func usage(_ problem: String, _ remedy: String) -> CommandError {
        CommandError(problem, remedy, code: ExitStatus.usage)
    }
}
