import EventLog
import Platform

extension LogError: ExplainedError {
    var remedy: String {
        switch self {
        case .notFound:
            "Make one with `chancery init`, or name another with --log."
        case .notPermitted:
            "Ask its owner for leave to enter its folder and to read it."
        case .exists:
            "Name another with --log; nothing is ever written over."
        case .cannotCreate:
            "Make the folder, or choose one that you may write to."
        case .keyExists:
            "Give the log another name, or put that key by elsewhere; a key is never written over."
        case .keyNotFound:
            "Put its copy there, or sign where it is; nobody else can make another."
        case .keyIsOpen:
            "Close it with `chmod 600`, and if it may have been copied, replace it with `chancery checkpoint --new-key`."
        case .notASigningKey, .wrongSigningKey:
            "Put the copy that you kept of it in its place."
        case .notALog:
            "Name another with --log."
        case .isAFolder:
            "Name the file in it with --log."
        case .newer:
            "Install that version; this one changes nothing that it does not understand."
        case .noCopy:
            "See that its folder can hold such a copy, and try again; nothing was changed, and the log can be read."
        case .readOnly:
            "Ask its owner for leave to write, or work on a copy (`chancery backup`)."
        case .full:
            "Free some room and try again; all that was acknowledged is there."
        case .busy:
            "Try again; if it stays so, look for a program that hangs."
        case .severalNames(let path, _):
            "Find them with `find \(path.folder) -samefile \(path)` and remove all but the one beside "
                + "which a -wal lies, or all but one if there is none; then copy the log with `chancery backup`, if a copy "
                + "was wanted."
        case .isMounted:
            "Mount the folder that the log is in instead of the file; its other names are what "
                + "`find FOLDER -samefile LOG` finds, and a copy is made with `chancery backup`."
        case .moved:
            "See which of them is the log, and try again."
        case .journalBeside:
            "Let the program that wrote it finish, or move the journal away if nobody knows it; then run "
                + "`chancery verify`."
        case .foreignWAL, .sideFileNotRegular:
            "Move it away and keep it; then run `chancery verify`."
        case .sideFileLeft:
            "Move it to the log that it belongs to, or remove it if that log is no more."
        case .sideFileInTheWay:
            "Move it away, or choose another name for the log."
        case .rolledBack:
            "Sign where the newest copy is; `chancery verify --checkpoint` with the last checkpoint says more."
        case .damaged:
            "Restore a backup; `chancery verify` says what else is wrong, as far as it can be read."
        case .derivedRowUnreadable:
            "Run `chancery replay`, which rebuilds it."
        case .failed:
            "Look at the disk, then run `chancery verify`."
        case .stale:
            "Read what is new, and file again if it still holds."
        case .headMoved:
            "Try again; nothing was filed."
        case .alreadyThere(let position):
            "See with `chancery show \(position)` whether it is the same; nothing was filed."
        case .tooEarly:
            "Set the clock right and try again; nothing was filed."
        case .discontinuous:
            "Restore a whole export into a new log."
        case .notRecordable:
            "Mend the file where it comes from, or take it as it is with --as-is."
        case .nothingToRestore:
            "Make a new log with `chancery init`, or name another file."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .notFound, .isAFolder, .keyNotFound: ExitStatus.noInput
        case .exists, .cannotCreate, .noCopy, .keyExists, .sideFileLeft, .sideFileInTheWay:
            ExitStatus.cannotCreate
        case .notALog, .newer, .discontinuous, .notRecordable, .nothingToRestore, .notASigningKey,
            .wrongSigningKey:
            ExitStatus.dataError
        case .readOnly, .keyIsOpen, .notPermitted: ExitStatus.notPermitted
        case .full, .damaged, .derivedRowUnreadable, .failed: ExitStatus.inputOutput
        case .busy, .severalNames, .isMounted, .moved, .journalBeside, .foreignWAL, .sideFileNotRegular,
            .rolledBack, .headMoved, .alreadyThere, .tooEarly:
            ExitStatus.temporary
        case .stale: ExitStatus.conflict
        }
    }
}
