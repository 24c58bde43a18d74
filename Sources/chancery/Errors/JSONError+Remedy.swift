import CanonicalJSON

extension JSONError: ExplainedError {
    var problem: String { "The JSON has \(reason), at byte \(offset)." }
    var remedy: String { "Correct it and try again." }
    var exitCode: Int32 { ExitStatus.dataError }
}
