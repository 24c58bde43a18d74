/// Folds words for comparison: lower-case letters without accents, one space between words.
///
/// `Côte d’Ivoire`, `cote d'ivoire` and `COTE DIVOIRE` fold to the same text; so do `Guinea-Bissau` and `guinea
/// bissau`.
package func folded(_ words: some StringProtocol) -> String {
    var text = FoldedText()
    for scalar in words.unicodeScalars {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: text.add(UInt8(scalar.value))
        case 0x41...0x5A: text.add(UInt8(scalar.value) + 0x20)
        case 0..<0x80: text.addMark(scalar)
        default: text.addLetter(scalar)
        }
    }
    return String(decoding: text.bytes, as: UTF8.self)
}

/// The letter in lower case, without the accents and strokes that keyboards lack: `Ł` gives `l`, `ß` gives `ss`.
package func plainSpelling(of letter: Unicode.Scalar) -> String {
    letter.properties.lowercaseMapping.unicodeScalars.reduce(into: "") { spelling, small in
        spelling += plainLetters[small] ?? String(small)
    }
}

private struct FoldedText {
    var bytes: [UInt8] = []
    var isBetweenWords = false

    mutating func add(_ byte: UInt8) {
        if isBetweenWords {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
            isBetweenWords = false
        }
        bytes.append(byte)
    }

    /// Apostrophes and full stops do not separate words: d'Ivoire, U.S.
    mutating func addMark(_ mark: Unicode.Scalar) {
        switch mark {
        case "'", "`", ".": break
        case "&":
            isBetweenWords = true
            for byte in "and".utf8 { add(byte) }
            isBetweenWords = true
        default: isBetweenWords = true
        }
    }

    mutating func addLetter(_ letter: Unicode.Scalar) {
        for small in letter.properties.lowercaseMapping.unicodeScalars {
            if let plain = plainLetters[small] {
                for byte in plain.utf8 { add(byte) }
            } else if Self.isWithinWords(small) {
                continue
            } else if small.properties.isAlphabetic || small.properties.numericType != nil {
                for byte in String(small).utf8 { add(byte) }
            } else {
                isBetweenWords = true
            }
        }
    }

    /// A typographic apostrophe, or a combining accent.
    private static func isWithinWords(_ mark: Unicode.Scalar) -> Bool {
        switch mark {
        case "’", "‘", "ʼ", "\u{300}"..."\u{36F}": true
        default: false
        }
    }
}

/// What people type for letters that their keyboard lacks. Swift cannot decompose letters without Foundation, and
/// names need no more than these.
private let plainLetters: [Unicode.Scalar: String] = {
    let rows = [
        ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"),
        ("e", "èéêëēĕėęěẹẻẽếềểễệ"), ("g", "ĝğġģǧ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįıǐỉị"), ("j", "ĵ"),
        ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ"), ("oe", "œ"),
        ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"),
        ("u", "ùúûüũūŭůűųǔưụủứừửữự"), ("w", "ŵ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
        ("е", "ё"), ("и", "й"),
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (plain, accented) in rows {
        for scalar in accented.unicodeScalars { letters[scalar] = plain }
    }
    return letters
}()
