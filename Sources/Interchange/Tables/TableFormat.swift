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
    var empty = EmptyTexts([])
}

/// What stands in a cell about which nothing is known. White space at its ends is no matter.
struct EmptyTexts: Equatable {
    /// For columns of which nothing else is said.
    var others: Set<String>
    var columns: [String: Set<String>] = [:]

    init(_ texts: [String]) { others = Set(texts.map(\.trimmed)) }

    /// For each of the columns.
    func texts(of names: [String]) -> [Set<String>] { names.map { columns[$0] ?? others } }
}

/// The encodings in which tables are published.
enum TextEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"
}
