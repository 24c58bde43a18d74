import Casebook

extension RowListError: ExplainedError {
    var remedy: String {
        switch self {
        case .tooManyGone:
            "Check that the table is complete; --dry-run lists them, and --yes accepts that they are gone."
        }
    }

    var exitCode: Int32 { ExitStatus.dataError }
}
