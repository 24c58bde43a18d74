import TextSafety

/// One row of a table as RFC 4180 writes it: commas, quotation marks where they are needed, CR LF at the end.
///
/// Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, and some one that begins with a tab or a
/// line's end. Before such a text an apostrophe is written, as OWASP advises; and before one that begins with apostrophes
/// and then so. So whoever wants the text back takes one apostrophe away from each cell that begins with one or more of
/// them and then one of those characters.
struct CSVRow {
    private var cells = ""
    private var isEmpty = true

    /// The row; its line's LF is the printer's.
    var line: String { cells + "\r" }

    init() {}

    /// A row of words that are our own.
    init(_ words: [String]) { for word in words { add(word) } }

    /// Adds a cell of our own making: a number, a code, a name of a column.
    mutating func add(_ value: String?) {
        if !isEmpty { cells += "," }
        isEmpty = false
        if let value { cells += value }
    }

    /// Adds a cell of words that come from outside.
    mutating func add(text: String?) {
        guard let text, !text.isEmpty else { return add(nil) }
        let harmless = Self.isFormula(text) ? "'" + plain(text) : plain(text)
        let needsQuotes =
            harmless.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
            || harmless.utf8.first == UInt8(ascii: " ") || harmless.utf8.last == UInt8(ascii: " ")
        guard needsQuotes else { return add(harmless) }
        // Not by characters: a quotation mark with an accent behind it would be another.
        let quoted = harmless.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        add("\"" + quoted.map { String(Substring($0)) }.joined(separator: "\"\"") + "\"")
    }

    static func isFormula(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { $0 != "'" }
        // The wide forms are taken for the narrow ones where East Asian text is typed.
        return first.map { "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) } ?? false
    }
}
