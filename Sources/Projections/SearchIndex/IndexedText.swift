import DisputeModel

/// The form of a text that is stored in the search index, and the mapping of matches back to the original
/// text.
///
/// FTS5's tokenizer splits words at everything but letters and digits, and removes most diacritics. The rest
/// is done here, scalar by scalar: `Łódź` becomes `lodz`; each letter of a script without spaces between
/// words becomes a word of its own, so that a phrase search for `外交` finds `中国外交部`.
package enum IndexedText {
    /// Marks around a match. They do not occur in indexed texts.
    package static let begin: Unicode.Scalar = "\u{1}"
    static let end: Unicode.Scalar = "\u{2}"

    /// The indexed form of a text.
    package static func of(_ words: String) -> String {
        // Most texts are ASCII and need no change.
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

    /// The replacement for a scalar; nil if it stays as it is.
    private static func spelling(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        // SQLite reads a text only up to its first NUL, and the other two are the marks.
        case 0...2: " "
        case 3..<0x80: nil
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,  // Thai, Lao, Burmese, Khmer
            0x3040...0x30FF, 0x31F0...0x31FF,  // kana
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:  // Han
            " \(String(scalar)) "
        default: plainSpelling(of: scalar)
        }
    }

    /// Splits a text into matching and other pieces.
    ///
    /// - Parameters:
    ///   - words: the original text.
    ///   - marked: the indexed form of the same text, with marks around the matches.
    package static func pieces(of words: String, marked: String) -> [(text: String, isMatch: Bool)] {
        var rest = marked.unicodeScalars[...]
        var isInside = false
        /// Consumes the next `count` scalars of the indexed form, and says whether one of them is within
        /// marks.
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
