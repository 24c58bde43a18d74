import EventLog
import Platform

extension SharedLogError: ExplainedError {
    var remedy: String {
        switch self {
        case .notBuilt:
            "Install it with `Scripts/install --posts`, which needs libpq-dev."
        case .badAddress:
            "Write it as postgresql://ROLE@HOST/DATABASE, as libpq takes it."
        case .unreachable:
            "Try again when it is there; everything that can be read from this copy still can."
        case .outcomeUnknown:
            "`chancery sync` looks it up when the server is there again."
        case .notAdmitted:
            "Check the role's name, and the password in your pass file (~/.pgpass) or service file."
        case .mayOnlyRead(let role):
            "Have the server's keeper grant it: GRANT chancery_writer TO \(role)."
        case .noAccess(let role):
            "Have the server's keeper grant it: GRANT chancery_reader TO \(role), or chancery_writer."
        case .noLog:
            "Name another database, or lay a log there with `chancery server init`."
        case .logExists:
            "Make a copy of it with `chancery clone`, or name another database."
        case .otherVersion(let server, let program):
            server > program
                ? "Install the version of the program that made it."
                : "Its keeper brings it up to date with `chancery server init`."
        case .otherLog:
            "Find out what is on that server; nothing was taken from it. `chancery clone` makes a copy of what is there."
        case .otherPast(_, _, _, let evidence):
            "Nothing was taken from it; the evidence is in \(evidence). Ask the server's keeper what was done, then follow it with `chancery sync --adopt`."
        case .refused:
            "Correct it and record it again; nothing was recorded."
        case .notAnEvent:
            "Show it to the server's keeper; nothing after it is taken."
        case .failed:
            "Ask the server's keeper; nothing was recorded."
        case .overtaken:
            "Run it again; what it has recorded already is not recorded twice."
        case .copyOnly:
            "Use a program that was installed with `Scripts/install --posts`."
        case .nameIsShared:
            "Leave it; it was chosen when the log was laid on the server."
        case .notACopy:
            "Make one with `chancery clone`."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .notBuilt, .unreachable: ExitStatus.unavailable
        case .badAddress: ExitStatus.usage
        case .outcomeUnknown, .overtaken: ExitStatus.temporary
        case .notAdmitted, .mayOnlyRead, .noAccess, .copyOnly, .nameIsShared: ExitStatus.notPermitted
        case .noLog: ExitStatus.noInput
        case .logExists: ExitStatus.cannotCreate
        case .otherVersion, .otherLog, .refused, .notAnEvent, .notACopy: ExitStatus.dataError
        case .otherPast: ExitStatus.temporary
        case .failed: ExitStatus.inputOutput
        }
    }
}
