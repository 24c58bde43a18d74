/// The type of a file that cannot be a table, recognised by its first bytes.
package enum FileSignature: Equatable {
    case workbook, oldWorkbook, openDocument, zip, bzip2, xz, zstd, pdf, html, database, signingKey, utf16

    /// Returns nil if the bytes may be those of a table.
    package init?(_ bytes: some Collection<UInt8>) {
        func begins(_ start: [UInt8]) -> Bool { bytes.starts(with: start) }
        func begins(_ words: String) -> Bool { bytes.starts(with: words.utf8) }
        let head = bytes.prefix(4096)
        if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
            let isOpenDocument = Self.holds(head, "opendocument")
            let isWorkbook = Self.holds(head, "[Content_Types].xml") || Self.holds(head, "xl/")
            self = isOpenDocument ? .openDocument : isWorkbook ? .workbook : .zip
        } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
            self = .oldWorkbook
        } else if begins("BZh") && bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]) {
            self = .bzip2
        } else if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A]) {
            self = .xz
        } else if begins([0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else if begins("%PDF-") {
            self = .pdf
        } else if begins("SQLite format 3\u{0}") {
            self = .database
        } else if begins("PRIVATE+KEY+") || begins("-----BEGIN ") && Self.holds(head, "PRIVATE KEY") {
            self = .signingKey
        } else if Self.isPage(head) {
            self = .html
        } else if Self.isEverySecondZero(bytes.prefix(64)) {
            self = .utf16
        } else {
            return nil
        }
    }

    /// The type as the second part of a sentence that begins with the file's name.
    package var what: String {
        switch self {
        case .workbook: "is an Excel workbook (xlsx), and no table of text"
        case .oldWorkbook: "is an Excel workbook (xls) or another old Office document"
        case .openDocument: "is an OpenDocument file"
        case .zip: "is a zip archive"
        case .bzip2: "is packed with bzip2"
        case .xz: "is packed with xz"
        case .zstd: "is packed with zstd"
        case .pdf: "is a PDF document"
        case .html: "is a web page"
        case .database: "is an SQLite database"
        case .signingKey: "holds a private key"
        case .utf16: "is UTF-16 without a byte order mark"
        }
    }

    private static func holds(_ bytes: some Collection<UInt8>, _ words: String) -> Bool {
        String(decoding: bytes, as: UTF8.self).utf8.firstRange(of: words.utf8) != nil
    }

    private static func isPage(_ bytes: some Collection<UInt8>) -> Bool {
        let start = bytes.drop { $0 <= 0x20 }.prefix(14).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return start.starts(with: "<!doctype html".utf8) || start.starts(with: "<html".utf8)
    }

    /// Whether every second byte is zero, as it is for Latin letters in UTF-16.
    private static func isEverySecondZero(_ bytes: some Collection<UInt8>) -> Bool {
        let pairs = bytes.count / 2
        // A file with a byte order mark is recognised by the mark.
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard pairs >= 4, !isMarked else { return false }
        var (even, odd) = (0, 0)
        for (index, byte) in bytes.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        return even == 0 && odd > pairs / 2 || odd == 0 && even > pairs / 2
    }
}
