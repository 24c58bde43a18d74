import EventLog
import Platform

extension LogError: ExplainedError {
    var remedy: String {
        switch self {
        case .notFound:
            "Make one with `chancery init`, or name another with --log."
        case .notPermitted:
            "Ask its owner for permission to open its folder and to read it."
        case .exists:
            "Name another with --log; an existing file is never overwritten."
        case .cannotCreate:
            "Make the folder, or choose one that you may write to."
        case .keyExists:
            "Give the log another name, or move that key to another folder; a key is never overwritten."
        case .keyNotFound:
            "Put your copy of it there, or sign on the machine that has it; a lost key cannot be made again."
        case .keyIsOpen:
            "Protect it with `chmod 600`; if it may have been copied, replace it with `chancery checkpoint --new-key`."
        case .notASigningKey, .wrongSigningKey:
            "Replace it with the copy that you kept."
        case .notALog:
            "Name another with --log."
        case .isAFolder:
            "Name the file in it with --log."
        case .newer:
            "Install that version; this one changes nothing that it does not understand."
        case .noCopy:
            "Make sure that its folder has room for a copy, and try again; nothing was changed, the log can be read."
        case .readOnly:
            "Ask its owner for permission to write, or work on a copy (`chancery backup`)."
        case .full:
            "Free some space and try again; everything that was recorded before is still there."
        case .busy:
            "Try again; if this goes on, look for a program that hangs."
        case .severalNames(let path, _):
            "List them with `find \(path.folder) -samefile \(path)` and remove all but one: keep the one "
                + "with a -wal file beside it, if there is one; to copy a log, use `chancery backup`."
        case .isMounted:
            "Mount the folder of the log instead of the file; `find FOLDER -samefile LOG` lists its other names, "
                + "and `chancery backup` makes a copy."
        case .moved:
            "Find out which of them is the log, and try again."
        case .journalBeside:
            "Wait until the program that wrote it has finished, or move the journal away if nobody needs it; then "
                + "run `chancery verify`."
        case .foreignWAL, .sideFileNotRegular:
            "Move it away and keep it; then run `chancery verify`."
        case .sideFileLeft:
            "Move it to the log that it belongs to, or delete it if that log no longer exists."
        case .sideFileInTheWay:
            "Move it away, or choose another name for the log."
        case .rolledBack:
            "Sign with the newest copy of the log; `chancery verify --checkpoint` with the last checkpoint says more."
        case .damaged:
            "Restore a backup; `chancery verify` says what else is wrong, as far as it can be read."
        case .derivedRowUnreadable:
            "Run `chancery replay`, which rebuilds it."
        case .failed:
            "Check the disk, then run `chancery verify`."
        case .stale(_, let expected, let found):
            expected < found
                ? "Read what is new, and record your event again if it is still right."
                : "Nothing is new there: use --expect \(found)."
        case .headMoved:
            "Try again; nothing was recorded."
        case .alreadyThere(let position):
            "Check with `chancery show \(position)` whether it is the same event; nothing was recorded."
        case .tooEarly:
            "Set the clock right and try again; nothing was recorded."
        case .discontinuous:
            "Restore a complete export into a new log."
        case .notRecordable:
            "Correct the file at its source, or restore it as it is with --as-is."
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
