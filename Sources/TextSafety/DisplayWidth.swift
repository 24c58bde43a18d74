extension StringProtocol {
    /// The columns that it takes in a terminal; 0 for what should never get there, such as a control character.
    package var displayWidth: Int {
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    /// The sum of its scalars, of which those that are drawn into one emoji count once: a letter with its marks takes
    /// the letter's columns, a family of four 2.
    ///
    /// East_Asian_Width Ambiguous (arrows, circles, Greek) counts as 1, as terminals outside East Asia draw it.
    package var displayWidth: Int {
        let scalars = unicodeScalars
        // Most are one letter, which joins nothing.
        if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
            return first.displayWidth
        }
        var total = 0
        var emoji = EmojiInProgress.none
        for scalar in scalars {
            let joins = emoji.add(scalar)
            // What became an emoji only now is widened from 1 to 2.
            total += joins.widens ? 1 : 0
            total += joins.isDrawnWithin ? 0 : scalar.displayWidth
        }
        return total
    }
}

extension Unicode.Scalar {
    package var displayWidth: Int {
        // Letters of Europe's alphabets, of which nothing need be looked up: ASCII, Latin, Greek, Cyrillic.
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

    /// Category Cf, and yet drawn: the soft hyphen (by terminals) and the Prepended_Concatenation_Marks.
    private var isVisibleFormat: Bool {
        switch value {
        case 0xAD, 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Drawn within the block of the initial consonant before it (Hangul_Syllable_Type V and T).
    private var isMedialOrFinalJamo: Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
    }
}
