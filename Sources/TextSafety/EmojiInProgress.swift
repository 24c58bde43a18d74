/// The state of reading an emoji sequence, scalar by scalar (UTS #51, section 1.4). It tells which scalars a
/// terminal joins with the scalar before them.
struct EmojiInProgress {
    /// The columns of the emoji read so far; 0 if the scalars read so far are not an emoji.
    private var width = 0
    private var previous: Unicode.Scalar?
    /// True after the first regional indicator of a flag. The second one completes the flag; a third one begins
    /// another flag.
    private var isFlagBegun = false

    static let none = EmojiInProgress()

    /// Adds the next scalar. Returns whether it is drawn as part of the current emoji, and whether it widens
    /// that emoji from 1 column to 2.
    mutating func add(_ scalar: Unicode.Scalar) -> (isDrawnWithin: Bool, widens: Bool) {
        defer { previous = scalar }
        let isPart: Bool =
            if scalar == "\u{FE0F}" {
                width > 0
            } else if scalar.properties.isEmojiModifier {
                width > 0 && previous?.properties.isEmojiModifierBase == true
            } else if scalar.isRegionalIndicator {
                isFlagBegun && previous?.isRegionalIndicator == true
            } else {
                width > 0 && previous == "\u{200D}" && scalar.properties.isEmoji
            }
        if isPart {
            isFlagBegun = false
            defer { width = 2 }
            return (true, width == 1)
        }
        if scalar.displayWidth > 0 {
            width = scalar.properties.isEmoji ? scalar.displayWidth : 0
            isFlagBegun = scalar.isRegionalIndicator
        }
        return (false, false)
    }
}

extension Unicode.Scalar {
    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}
