/// Makes text fit for tables and XML: the result has no character that those formats do not allow or that moves
/// a terminal's cursor.
///
/// Line ends become LF. Control characters other than tab and LF are replaced by their Control Pictures (ESC by
/// `␛`), as on the program's own pages. Controls without a picture (C1), U+FFFE and U+FFFF become U+FFFD. Only
/// the JSON formats keep the exact text.
package func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    var previousIsReturn = false
    for scalar in text.unicodeScalars {
        let endsReturn = previousIsReturn && scalar == "\n"
        previousIsReturn = scalar == "\r"
        switch scalar.value {
        case 0x0A where endsReturn: break
        case 0x0D: result.append("\n")
        case 0x09, 0x0A: result.append(scalar)
        case 0x80...0x9F, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
        default: result.append(scalar.controlPicture ?? scalar)
        }
    }
    return String(result)
}
