/// The text format of a table.
struct TableFormat: Equatable {
    /// The names of the columns; nil if the table has a header.
    var columns: [String]?
    /// nil if the delimiter is detected from the first line.
    var delimiter: UInt8?
    /// nil if no cells are in quotation marks.
    var quote: UInt8? = UInt8(ascii: "\"")
    var encoding = TextEncoding.utf8
    /// The prefix of comment lines, which are skipped.
    var comment: String?
    /// The cell texts that mean "not known".
    var empty = EmptyTexts([])
}

/// The cell texts that mean "not known". White space at their ends is ignored.
struct EmptyTexts: Equatable {
    /// For columns that `columns` does not list.
    var others: Set<String>
    var columns: [String: Set<String>] = [:]

    init(_ texts: [String]) { others = Set(texts.map(\.trimmed)) }

    /// The texts for each of the columns, in the order of `names`.
    func texts(of names: [String]) -> [Set<String>] { names.map { columns[$0] ?? others } }
}

/// The text encodings that tables may have.
enum TextEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"
}
