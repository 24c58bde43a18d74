import Glibc

/// The answer is no, and has been given.
struct ExitNo: Error {
    let code: Int32
    static let no = ExitNo(code: 1)
}

/// What is wrong at the counter itself, with its exit code.
struct CommandError: Error {
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
        case let error as CommandError: self = error
        case let error as any ExplainedError: self.init(error.problem, error.remedy, code: error.exitCode)
        default: return nil
        }
    }

    static func usage(_ problem: String, _ remedy: String) -> CommandError {
        CommandError(problem, remedy, code: EX_USAGE)
    }
}
