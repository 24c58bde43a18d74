/// The exit codes of the program. But for 0 and 1 they are those of BSD's sysexits.h. The guide of the commands says what
/// each means to a script.
enum ExitStatus {
    /// The answer is no.
    static let no: Int32 = 1
    /// The command line is wrong.
    static let usage: Int32 = 64
    /// The input is wrong.
    static let dataError: Int32 = 65
    /// What was named is not there.
    static let noInput: Int32 = 66
    /// A program that is needed cannot be run.
    static let unavailable: Int32 = 69
    /// An error that the program does not expect.
    static let software: Int32 = 70
    /// A file cannot be created.
    static let cannotCreate: Int32 = 73
    /// A file cannot be read or written.
    static let inputOutput: Int32 = 74
    /// The same command may succeed later.
    static let temporary: Int32 = 75
    /// The log is not as the caller expected.
    static let conflict: Int32 = 76
    /// The user may not do that.
    static let notPermitted: Int32 = 77
}
