extension StringProtocol {
    /// The number of terminal columns that the text occupies. Control characters and other characters that must
    /// not reach a terminal count as 0.
    package var displayWidth: Int {
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    /// The number of terminal columns that the character occupies: the sum of its scalars, where scalars that a
    /// terminal joins into one emoji count once.
    ///
    /// A letter with combining marks is as wide as the letter. A family of four (one emoji) is 2 columns wide.
    /// East_Asian_Width Ambiguous (arrows, circles, Greek) counts as 1, because terminals outside East Asia
    /// draw it so.
    package var displayWidth: Int {
        let scalars = unicodeScalars
        // Fast path: most characters are a single scalar, which joins with nothing.
        if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
            return first.displayWidth
        }
        var total = 0
        var emoji = EmojiInProgress.none
        for scalar in scalars {
            let joins = emoji.add(scalar)
            // A joining scalar, such as an emoji presentation selector, widens a 1-column emoji to 2 columns.
            total += joins.widens ? 1 : 0
            total += joins.isDrawnWithin ? 0 : scalar.displayWidth
        }
        return total
    }
}

extension Unicode.Scalar {
    /// The number of terminal columns that the scalar occupies by itself: 0, 1 or 2.
    package var displayWidth: Int {
        // Fast path for ASCII, Latin, Greek and Cyrillic, which needs no property lookup.
        switch value {
        case 0x20...0x7E, 0xA0...0x2FF, 0x370...0x482: return 1
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return 0
        case .format: return isVisibleFormat ? 1 : 0
        default: break
        }
        if isMedialOrFinalJamo { return 0 }
        return isEastAsianWide(self) || isRegionalIndicator ? 2 : 1
    }

    /// Whether the scalar is drawn although its general category is Cf: the soft hyphen (terminals draw it) and
    /// the Prepended_Concatenation_Marks.
    private var isVisibleFormat: Bool {
        switch value {
        case 0xAD, 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Whether the scalar is a Hangul vowel or final consonant (Hangul_Syllable_Type V or T). It is drawn
    /// inside the syllable block of the initial consonant before it.
    private var isMedialOrFinalJamo: Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
    }
}
