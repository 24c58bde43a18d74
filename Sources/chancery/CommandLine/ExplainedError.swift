/// An error of another room, with a problem and a remedy for the user.
///
/// The other rooms throw errors that say what is wrong. The remedy, which may name commands, and the exit code are
/// added here, in one extension for each error type. An error that does not conform is unexpected and ends with exit
/// code 70.
protocol ExplainedError: Error {
    /// What is wrong, as one sentence.
    var problem: String { get }
    /// What to do about it, as one sentence.
    var remedy: String { get }
    /// The exit code, as in sysexits.h.
    var exitCode: Int32 { get }
}

/// The question that suggests names which are near to one that was not found; `otherwise` if none is near.
func didYouMean(_ near: [String], else otherwise: String) -> String {
    near.isEmpty ? otherwise : "Did you mean \(near.joined(separator: " or "))?"
}
