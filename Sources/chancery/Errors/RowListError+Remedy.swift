import Casebook
import Glibc

extension RowListError: ExplainedError {
    /// What to do about it, as one sentence.
    var remedy: String {
        switch self {
        case .tooManyGone:
            "See whether the table is whole; --dry-run lists them, and --yes takes them as gone."
        }
    }

    var exitCode: Int32 { EX_DATAERR }
}
