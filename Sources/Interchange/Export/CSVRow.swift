import TextSafety

/// One row of a CSV table in the form of RFC 4180: commas between cells, quotation marks where needed, CR LF at
/// the end.
///
/// Spreadsheets read a cell that begins with `=`, `+`, `-` or `@` as a formula; some also read a cell that
/// begins with a tab or a line end so. As OWASP advises, an apostrophe is put before such a text. It is also
/// put before a text that begins with apostrophes followed by one of these characters. To get the original text
/// back, remove one apostrophe from each cell that begins with one or more apostrophes followed by one of these
/// characters.
struct CSVRow {
    private var cells = ""
    private var isEmpty = true

    /// The row with its final CR. The caller, which prints lines, adds the LF.
    var line: String { cells + "\r" }

    init() {}

    /// Creates a row of trusted texts, such as column names.
    init(_ words: [String]) { for word in words { add(word) } }

    /// Adds a cell with a trusted value: a number, a code, a column name. It is not escaped. nil makes an empty
    /// cell.
    mutating func add(_ value: String?) {
        if !isEmpty { cells += "," }
        isEmpty = false
        if let value { cells += value }
    }

    /// Adds a cell with untrusted text: control characters are replaced, formulas are disarmed, and quotation
    /// marks are added where needed.
    mutating func add(text: String?) {
        guard let text, !text.isEmpty else { return add(nil) }
        let safe = Self.isFormula(text) ? "'" + plain(text) : plain(text)
        let needsQuotes =
            safe.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
            || safe.utf8.first == UInt8(ascii: " ") || safe.utf8.last == UInt8(ascii: " ")
        guard needsQuotes else { return add(safe) }
        // Splits bytes and not Characters: a quotation mark followed by a combining accent would be a different
        // Character.
        let quoted = safe.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        add("\"" + quoted.map { String(Substring($0)) }.joined(separator: "\"\"") + "\"")
    }

    /// Whether a spreadsheet would read the text as a formula, leading apostrophes aside.
    static func isFormula(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { $0 != "'" }
        // East Asian versions of spreadsheets also accept the fullwidth forms of these characters.
        return first.map { "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) } ?? false
    }
}
