import Interchange

extension TableError: ExplainedError {
    var remedy: String {
        switch self {
        case .notFound, .isEmpty:
            "Name another."
        case .notPermitted:
            "Ask its owner for permission to open its folder and to read it."
        case .isAFolder:
            "Name a file."
        case .unreadable:
            "Check the disk that it is on; the same command continues after what was recorded."
        case .damagedArchive, .cutShort:
            "Download it again; the same command continues after what was recorded."
        case .notText(_, let signature):
            signature.remedy
        case .outOfBounds:
            "Put it there, or name it on the command line: --table NAME=FILE."
        case .notAFile:
            "Name a file; a mapping opens no pipe and no device."
        case .noByteOrder:
            "Save it as UTF-8, or name its encoding in the mapping's table section."
        case .badHeader:
            "Say in the mapping's table section how it is written: encoding, delimiter, quote, or columns."
        case .rowTooLong:
            "Check that it is a table, and that quote: in the mapping is its quotation mark."
        case .cannotCreate:
            "Name another; an existing file is never overwritten."
        }
    }

    var exitCode: Int32 {
        switch self {
        case .notFound, .isAFolder: ExitStatus.noInput
        case .unreadable: ExitStatus.inputOutput
        case .cannotCreate: ExitStatus.cannotCreate
        case .outOfBounds, .notAFile, .notPermitted: ExitStatus.notPermitted
        case .isEmpty, .damagedArchive, .cutShort, .notText, .noByteOrder, .badHeader, .rowTooLong:
            ExitStatus.dataError
        }
    }
}

extension FileSignature {
    /// What to do with such a file instead.
    var remedy: String {
        switch self {
        case .workbook, .oldWorkbook, .openDocument: "Save the sheet as \"CSV UTF-8\", and import that."
        case .zip: "Unpack it, and import what is in it."
        case .bzip2: "Unpack it with bunzip2; gzip need not be unpacked."
        case .xz: "Unpack it with unxz; gzip need not be unpacked."
        case .zstd: "Unpack it with unzstd; gzip need not be unpacked."
        case .pdf: "Ask for the table as CSV."
        case .html: "Open it in a browser: perhaps the download asks for something first."
        case .database: "Export a table of it as CSV; if it is a log, use `chancery export`."
        case .signingKey: "Name another file, and keep the key to yourself."
        case .utf16: "Save it as UTF-8."
        }
    }
}
