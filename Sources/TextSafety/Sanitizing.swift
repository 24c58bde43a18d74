import CanonicalJSON

/// Makes text from an untrusted source safe to display: nothing in the result moves the cursor, ends a line or
/// changes the direction of the text.
///
/// Control characters are replaced by their Control Pictures (ESC by `␛`, a line end by `␊`, DEL by `␡`).
/// Characters without a picture (C1 controls, line and paragraph separators, bidi controls) are replaced by
/// Swift's notation, `\u{202E}`. A tab becomes a space. The conversion cannot be reversed: a `␛` in the result
/// may also have been a `␛` in the original. Applying the function to its own result changes nothing.
///
/// - Parameters:
///   - text: the text from an untrusted source.
///   - multiline: whether line ends (LF, CR LF) are kept, as LF.
package func sanitized(_ text: String, multiline: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { $0.isHarmful }) else { return text }
    var result = String.UnicodeScalarView()
    var previousIsReturn = false
    for scalar in text.unicodeScalars {
        let endsReturn = previousIsReturn && scalar == "\n"
        if previousIsReturn, !endsReturn { result.append("\u{240D}") }
        previousIsReturn = scalar == "\r"
        switch scalar {
        case "\r": break  // Written once the next scalar is known.
        case "\n" where multiline: result.append(scalar)
        case "\t": result.append(" ")
        case _ where scalar.isHarmful: result.append(contentsOf: scalar.visible.unicodeScalars)
        default: result.append(scalar)
        }
    }
    if previousIsReturn { result.append("\u{240D}") }
    return String(result)
}

/// Serializes JSON as canonical text, with every character escaped that could move a terminal's cursor or
/// change the direction of the text. The JSON value stays the same.
package func sanitized(_ json: JSON) -> String { sanitized(json: json.canonical) }

/// Does the same to JSON that is already text, on one line.
package func sanitized(json text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.isHarmful }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
        guard scalar.isHarmful else { return result.unicodeScalars.append(scalar) }
        // All harmful scalars are in the Basic Multilingual Plane, so that four digits are enough.
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension Unicode.Scalar {
    /// The Control Picture of the scalar (Unicode block Control Pictures); nil if it has none.
    var controlPicture: Unicode.Scalar? {
        switch value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + value)
        case 0x7F: "\u{2421}"
        default: nil
        }
    }

    /// The Control Picture, or `\u{…}` if there is none.
    fileprivate var visible: String {
        controlPicture.map { String(Character($0)) } ?? "\\u{\(String(value, radix: 16, uppercase: true))}"
    }

    /// Whether the scalar can move a cursor, end a line, or change the direction or the shaping of the text
    /// around it.
    fileprivate var isHarmful: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x2028, 0x2029: true  // line and paragraph separators
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // Bidi_Control
        case 0x206A...0x206F: true  // deprecated: they change Arabic shaping and digit shapes
        default: false
        }
    }
}
