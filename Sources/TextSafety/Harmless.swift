import CanonicalJSON

/// Text from outside, fit to be shown: nothing in it moves the cursor, ends a line or turns the reading round.
///
/// Control characters are shown by their pictures (ESC as `␛`, a line's end as `␊`, DEL as `␡`); those that have none
/// (C1, line and paragraph separators, bidi controls) as Swift writes them, `\u{202E}`. A tab becomes a space. The
/// result is for reading, not for reading back: it is not told from text that held `␛` from the start. What is
/// harmless stays the same when it passes again.
///
/// - Parameter multiline: a line's end (LF, CR LF) stays one, as LF.
package func harmless(_ text: String, multiline: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { $0.isHarmful }) else { return text }
    var result = String.UnicodeScalarView()
    var previousIsReturn = false
    for scalar in text.unicodeScalars {
        let endsReturn = previousIsReturn && scalar == "\n"
        if previousIsReturn, !endsReturn { result.append("\u{240D}") }
        previousIsReturn = scalar == "\r"
        switch scalar {
        case "\r": break  // Written when it is known what follows.
        case "\n" where multiline: result.append(scalar)
        case "\t": result.append(" ")
        case _ where scalar.isHarmful: result.append(contentsOf: visible(scalar).unicodeScalars)
        default: result.append(scalar)
        }
    }
    if previousIsReturn { result.append("\u{240D}") }
    return String(result)
}

/// JSON as canonical text, in which what could still move a terminal's cursor or turn the reading round is escaped: the
/// value is the same.
package func inert(_ json: JSON) -> String { inert(json: json.canonical) }

/// The same of JSON on one line that is text already.
package func inert(json text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.isHarmful }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
        guard scalar.isHarmful else { return result.unicodeScalars.append(scalar) }
        // All of them are in the basic plane.
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

/// Its picture (Unicode block Control Pictures), or its number.
private func visible(_ scalar: Unicode.Scalar) -> String {
    let picture: UInt32? =
        switch scalar.value {
        case 0x00...0x1F: 0x2400 + scalar.value
        case 0x7F: 0x2421
        default: nil
        }
    if let picture = picture.flatMap(Unicode.Scalar.init) { return String(Character(picture)) }
    return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
}

extension Unicode.Scalar {
    fileprivate var isHarmful: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x2028, 0x2029: true  // line and paragraph separators
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // Bidi_Control
        case 0x206A...0x206F: true  // deprecated: they switch Arabic shaping and digit shapes
        default: false
        }
    }
}
