import Casebook

extension ProofError: ExplainedError {
    var remedy: String {
        switch self {
        case .noCheckpoint:
            "Have `chancery checkpoint` run where the signing key is, or name one with --to."
        case .notSigned:
            "Name the log that it is of with --log, or another checkpoint."
        case .earlier:
            "Name a later one with --to, or none."
        case .otherLog:
            "Run `chancery verify --checkpoint` with it, and ask whoever keeps the log."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .noCheckpoint: ExitStatus.noInput
        case .notSigned, .earlier: ExitStatus.dataError
        case .otherLog: ExitNo.no.code
        }
    }
}
