import EventLog

extension BundleError: ExplainedError {
    var remedy: String {
        switch self {
        case .notABundle: "Name a file that `chancery bundle` wrote."
        case .damaged: "Have it sent once more."
        case .otherLog: "Receive it in a copy of that log."
        case .gap: "Receive the bundle before it first."
        case .otherPast: "Compare with the post that made it; `chancery verify` checks this copy."
        case .notSigned:
            "Have it made again by a post whose log has a signed checkpoint (`chancery checkpoint`)."
        case .noCheckpoint: "Sign one with `chancery checkpoint`, at the post that has the key."
        case .unknownState: "Compare the two posts; one of them may have followed another past."
        case .newerThanServer:
            "Ask the server's keeper: it may have lost events. Nothing was taken from the bundle."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .notABundle, .damaged, .otherLog, .notSigned: ExitStatus.dataError
        case .gap, .otherPast, .noCheckpoint, .unknownState, .newerThanServer: ExitStatus.temporary
        }
    }
}
