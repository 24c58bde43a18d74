import Casebook

extension RowListError: ExplainedError {
    var remedy: String {
        switch self {
        case .tooManyGone:
            "See whether the table is whole; --dry-run lists them, and --yes takes them as gone."
        }
    }

    var exitCode: Int32 { ExitStatus.dataError }
}
