import Casebook

extension ProofError: ExplainedError {
    var remedy: String {
        switch self {
        case .noCheckpoint:
            "Run `chancery checkpoint` where the signing key is, or name a checkpoint with --to."
        case .notSigned:
            "Name the log of the checkpoint with --log, or give another checkpoint."
        case .earlier:
            "Name a later one with --to, or leave --to out."
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
