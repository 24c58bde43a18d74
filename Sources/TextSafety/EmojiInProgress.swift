/// How far an emoji of several scalars has come (UTS #51, section 1.4): which scalars are drawn into the one before.
struct EmojiInProgress {
    /// The columns of what stands there, 0 where it is no emoji.
    private var width = 0
    private var previous: Unicode.Scalar?
    /// The second of a pair of regional indicators ends its flag; a third begins another.
    private var isFlagBegun = false

    static let none = EmojiInProgress()

    /// Whether the next scalar is drawn into the emoji that stands there, and whether that gets wider by it.
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
