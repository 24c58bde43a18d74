/// Text as XML or HTML content, or as the value of an attribute: nothing in it is markup.
///
/// U+FFFE and U+FFFF, which are no characters of XML 1.0 (production 2), become U+FFFD. Control characters are not dealt
/// with here: pass the text through `harmless` or `plain` first.
///
/// - Parameter quotes: whether quotation marks are escaped, as an attribute's value needs it.
package func xmlEscaped(_ text: String, quotes: Bool = true) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"" where quotes: result += "&quot;"
        case "'" where quotes: result += "&#39;"
        case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
