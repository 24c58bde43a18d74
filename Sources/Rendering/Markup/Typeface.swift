import TextSafety

/// An upper estimate of the width of text, whatever font the reader's system has.
///
/// The advances are those of DejaVu Sans, in thousandths of the font size; common system fonts are narrower. No
/// installed
/// font is measured, so a picture is the same on every machine.
enum Typeface {
    /// The factor by which bold text is wider. Bold text is measured at its size times this factor.
    static let bold = 1.15

    static func width(_ words: String, size: Double = 12) -> Double {
        Double(words.unicodeScalars.reduce(0) { $0 + advance($1) }) * size / 1000
    }

    /// Text from outside as one line, cut with `…` if it is wider than `width`.
    static func fitted(_ words: String, to width: Double, size: Double = 12) -> String {
        let line = oneLine(words)
        guard Self.width(line, size: size) > width else { return line }
        var kept = ""
        for character in line {
            guard Self.width(kept + String(character) + "…", size: size) <= width else { break }
            kept.append(character)
        }
        return kept.trimmingSpaces + "…"
    }

    /// At most `limit` lines, broken between words where possible; the last is cut with `…` if there is more.
    static func wrapped(_ words: String, to width: Double, size: Double, lines limit: Int) -> [String] {
        var lines: [String] = []
        var rest = oneLine(words).split(separator: " ")
        while !rest.isEmpty {
            let first = rest.removeFirst()
            guard lines.count < limit - 1 else {
                lines.append(fitted(([first] + rest).joined(separator: " "), to: width, size: size))
                break
            }
            if Self.width(String(first), size: size) > width {
                // The word is too long for a line, or the script has no spaces.
                let cut = beginning(of: first, within: width, size: size)
                lines.append(String(first[..<cut]))
                rest.insert(first[cut...], at: rest.startIndex)
                continue
            }
            var line = String(first)
            while let next = rest.first, Self.width("\(line) \(next)", size: size) <= width {
                line += " \(next)"
                rest.removeFirst()
            }
            lines.append(line)
        }
        return lines
    }

    /// The end of the longest beginning of the word that fits; at least one character.
    private static func beginning(of word: Substring, within width: Double, size: Double) -> Substring.Index {
        var end = word.index(after: word.startIndex)
        while end < word.endIndex,
            Self.width(String(word[...end]), size: size) <= width
        {
            end = word.index(after: end)
        }
        return end
    }

    /// Harmless text on one line: at most `limit` scalars, with `…` if there are more.
    static func oneLine(_ words: String, atMost limit: Int = 400) -> String {
        let scalars = words.unicodeScalars
        let start = String(String.UnicodeScalarView(scalars.prefix(limit)))
        return sanitized(scalars.dropFirst(limit).isEmpty ? start : start + "…")
    }

    private static func advance(_ scalar: Unicode.Scalar) -> Int {
        guard (0x20...0x7E).contains(scalar.value) else {
            return scalar.displayWidth == 0 ? 0 : scalar.displayWidth == 1 ? 850 : 1100
        }
        return advances[Int(scalar.value) - 0x20]
    }

    /// The advances of U+0020 to U+007E, in order.
    private static let advances = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,  //  !"#$%&'()*+,-./
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,  // 0-9:;<=>?
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,  // @A-O
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,  // P-Z[\]^_
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,  // `a-o
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,  // p-z{|}~
    ]
}

extension String {
    fileprivate var trimmingSpaces: String {
        var words = self
        while words.last == " " { words.removeLast() }
        return words
    }
}
