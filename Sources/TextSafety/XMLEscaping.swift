/// Escapes text for XML or HTML content, or for an attribute value, so that nothing in it is read as markup.
///
/// U+FFFE and U+FFFF, which XML 1.0 does not allow (production 2), become U+FFFD. Control characters are not
/// handled here: pass the text through `sanitized` or `plain` first.
///
/// - Parameters:
///   - text: the text, without markup.
///   - quotes: whether quotation marks are escaped, which attribute values need.
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
