import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Glibc
import Interchange

/// The answer is no, and has been given.
struct ExitNo: Error {
    let code: Int32
    static let no = ExitNo(code: 1)
}

/// What is wrong at the counter itself, with its exit code.
struct CommandError: Error {
    let problem: String
    let remedy: String
    let code: Int32

    init(_ problem: String, _ remedy: String, code: Int32) {
        self.problem = problem
        self.remedy = remedy
        self.code = code
    }

    /// Any error of which people are told in two sentences; nil for others.
    init?(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as FilingError:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as QueryError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as SearchError where error.isOfWhoseLogItIs:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as SearchError:
            self = .usage(error.sentences.problem, error.sentences.remedy)
        case let error as ProofError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as LogError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as TableError:
            self.init(error.sentences.problem, error.sentences.remedy, code: error.exitCode)
        case let error as RowListError:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as MappingError:
            self.init(error.sentences.problem, error.sentences.remedy, code: EX_DATAERR)
        case let error as JSONError:
            self.init(
                "The JSON has \(error.problem), at byte \(error.offset).", "Mend it and try again.",
                code: EX_DATAERR)
        default: return nil
        }
    }

    static func usage(_ problem: String, _ remedy: String) -> CommandError {
        CommandError(problem, remedy, code: EX_USAGE)
    }
}

extension QueryError {
    var exitCode: Int32 {
        switch self {
        case .noDispute, .noEvent: EX_NOINPUT
        case .noPositions, .severalEvents: EX_USAGE
        }
    }
}

extension ProofError {
    var exitCode: Int32 {
        switch self {
        case .noCheckpoint: EX_NOINPUT
        case .notSigned, .earlier: EX_DATAERR
        case .otherLog: ExitNo.no.code
        }
    }
}

extension TableError {
    var exitCode: Int32 {
        switch self {
        case .notFound, .isAFolder: EX_NOINPUT
        case .unreadable: EX_IOERR
        case .cannotCreate: EX_CANTCREAT
        case .outOfBounds, .notAFile, .notPermitted: EX_NOPERM
        case .isEmpty, .damagedArchive, .cutShort, .notText, .noByteOrder, .badHeader, .rowTooLong:
            EX_DATAERR
        }
    }
}

extension LogError {
    var exitCode: Int32 {
        switch self {
        case .notFound, .isAFolder, .keyNotFound: EX_NOINPUT
        case .exists, .cannotCreate, .noCopy, .keyExists, .sideFileLeft, .sideFileInTheWay: EX_CANTCREAT
        case .notALog, .newer, .discontinuous, .notRecordable, .nothingToRestore, .keyIsNone, .keyIsAnother:
            EX_DATAERR
        case .readOnly, .keyIsOpen, .notPermitted: EX_NOPERM
        case .full, .damaged, .failed: EX_IOERR
        case .busy, .severalNames, .isMounted, .moved, .journalBeside, .foreignWAL, .sideFileIsNone,
            .rolledBack, .movedOn, .alreadyThere, .tooEarly:
            EX_TEMPFAIL
        case .stale: 76
        }
    }
}
