import DisputeModel

/// A text as the search index has it, and the way back to the letters that people wrote.
///
/// FTS5's tokenizer splits words where there is something else than letters and digits, and takes most accents off. What it
/// leaves is done here, letter by letter: `Łódź` becomes `lodz`; letters of scripts without spaces between words stand
/// alone, so that `外交` is found within `中国外交部` as a phrase.
package enum IndexedText {
    /// Put round what was found; they do not occur in a text of the index.
    package static let begin: Unicode.Scalar = "\u{1}"
    static let end: Unicode.Scalar = "\u{2}"

    package static func of(_ words: String) -> String {
        // Most letters have nothing to be done, and are looked at byte by byte.
        if words.utf8.allSatisfy({ $0 < 0x80 && $0 > 0x02 }) { return words }
        var text: [UInt8] = []
        text.reserveCapacity(words.utf8.count + 16)
        for scalar in words.unicodeScalars {
            if scalar.value < 0x80, scalar.value > 0x02 {
                text.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if let spelling = spelling(of: scalar) {
                text += spelling.utf8
            } else {
                text += scalar.utf8
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// nil for a letter that stays as it is.
    private static func spelling(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        // SQLite reads a text to its first NUL.
        case 0...2: " "
        case 3..<0x80: nil
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,  // Thai, Lao, Burmese, Khmer
            0x3040...0x30FF, 0x31F0...0x31FF,  // kana
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:  // Han
            " \(String(scalar)) "
        default: plainSpelling(of: scalar)
        }
    }

    /// The pieces of a text that were found and the others, in turn. `marked` is the same text as the index has it, with the
    /// marks.
    package static func pieces(of words: String, marked: String) -> [(text: String, isMatch: Bool)] {
        var rest = marked.unicodeScalars[...]
        var isInside = false
        /// Whether any of the next letters of the index is within marks.
        func passes(_ count: Int) -> Bool {
            var isMatch = false
            var left = count
            while left > 0 || rest.first == end, let next = rest.popFirst() {
                switch next {
                case begin: isInside = true
                case end: isInside = false
                default:
                    isMatch = isMatch || isInside
                    left -= 1
                }
            }
            return isMatch
        }
        var pieces: [(text: String, isMatch: Bool)] = []
        for character in words {
            var isMatch = false
            for scalar in character.unicodeScalars {
                let found = passes(spelling(of: scalar)?.unicodeScalars.count ?? 1)
                isMatch = isMatch || found
            }
            if let last = pieces.last, last.isMatch == isMatch {
                pieces[pieces.count - 1].text.append(character)
            } else {
                pieces.append((String(character), isMatch))
            }
        }
        return pieces
    }
}
