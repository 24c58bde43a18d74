/// How wide words are at most when they are drawn, in whatever font the reader's system has.
///
/// Advances are those of DejaVu Sans, in thousandths of the size; the usual system fonts are narrower. Nothing is measured
/// where the picture is made, so that it is the same everywhere.
enum Typeface {
    static func width(_ words: String, size: Double = 12) -> Double {
        Double(words.unicodeScalars.reduce(0) { $0 + advance($1) }) * size / 1000
    }

    /// One line of text from outside, cut where it would be wider.
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

    /// So many lines at most, broken between words where there are any.
    static func wrapped(_ words: String, to width: Double, size: Double, lines limit: Int) -> [String] {
        var lines: [String] = []
        var rest = oneLine(words).split(separator: " ")[...]
        while let first = rest.popFirst() {
            guard lines.count < limit - 1 else {
                lines.append(fitted(([first] + rest).joined(separator: " "), to: width, size: size))
                break
            }
            var line = String(first)
            while let next = rest.first, Self.width("\(line) \(next)", size: size) <= width {
                line += " \(next)"
                rest.removeFirst()
            }
            lines.append(fitted(line, to: width, size: size))
        }
        return lines
    }

    /// The beginning of what may be a book, without line ends.
    static func oneLine(_ words: String, atMost limit: Int = 400) -> String {
        let scalars = words.unicodeScalars
        let start = String(String.UnicodeScalarView(scalars.prefix(limit)))
        return harmless(scalars.dropFirst(limit).isEmpty ? start : start + "…")
    }

    private static func advance(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.isASCII else {
            return scalar.displayWidth == 0 ? 0 : scalar.displayWidth == 1 ? 850 : 1100
        }
        switch scalar {
        case "i", "j", "l", "'", "|": return 340
        case " ", ".", ",", ":", ";", "!", "/", "\\", "-", "I", "J", "[", "]", "(", ")", "f", "t", "r", "`":
            return 415
        case "m", "M", "W", "%", "@": return 1000
        case "#", "+", "<", ">", "=", "~", "w", "O", "Q", "G", "D", "H", "N", "U", "&", "_", "^": return 840
        case "A"..."Z": return 720
        default: return 640
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var words = self
        while words.last == " " { words.removeLast() }
        return words
    }
}
