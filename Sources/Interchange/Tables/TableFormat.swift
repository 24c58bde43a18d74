/// How a table is written down.
struct TableFormat: Equatable {
    /// The columns' names, where the table itself does not have them.
    var columns: [String]?
    /// nil where the first line shows it.
    var delimiter: UInt8?
    /// nil where no cell is in quotation marks.
    var quote: UInt8? = UInt8(ascii: "\"")
    var encoding = TextEncoding.utf8
    /// Lines that begin so are passed over.
    var comment: String?
    /// What stands in a cell about which nothing is known.
    var empty: [String] = []
}

/// The encodings in which tables are published.
enum TextEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"
}
