/// An error of the rooms below, of which people are told what is wrong and what to do.
///
/// The rooms throw what is wrong. What to do about it, in words of the command line, and the exit code are here, in one place
/// for each type of error. What no type is given a place for is unforeseen, and ends with 70.
protocol ExplainedError: Error {
    /// What is wrong, as one sentence.
    var problem: String { get }
    /// What to do about it, as one sentence.
    var remedy: String { get }
    /// After sysexits.h.
    var exitCode: Int32 { get }
}
