import Seeds

/// What no diplomat would write, and a hostile or careless source might.
enum NastyTexts {
    static let pieces = [
        "", " ", "   ", "a", "démarche ", "request-for-explanation", "contested ",
        "blr-eu-migration/vienna-conference",
        "中華民國", "とうきょう", "한국", "\u{1112}\u{1161}\u{11AB}", "👩‍👩‍👧‍👦", "👋🏽", "☝", "🏽", "❤️", "🇦", "🇦🇹", "1", "\u{FE0F}",
        "\u{20E3}",
        "\u{200D}", "\u{200B}", "وزارة الخارجية ", "משרד החוץ ", "e\u{301}\u{302}", "\u{301}", "क्षि", "กำ",
        "\u{600}",
        "\u{1B}[31m", "\u{1B}]0;x\u{07}", "\u{9B}2J", "\n", "\r\n", "\r", "\t", "\u{0}", "\u{7F}", "\u{85}",
        "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{2068}", "\u{2069}", "\u{200F}", "\u{61C}",
        "\u{AD}",
        "\u{FEFF}", "\u{E0067}", "\u{3000}", "\u{A0}", "\u{20000}", "\u{1100}", "\u{1160}",
    ]

    static func one(_ numbers: inout SplitMix64) -> String {
        if Int.random(in: 0..<100, using: &numbers) == 0, let piece = pieces.randomElement(using: &numbers) {
            return String(repeating: piece, count: 10_000 / max(1, piece.unicodeScalars.count))
        }
        return (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
            Int.random(in: 0..<4, using: &numbers) == 0
                ? Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &numbers)).map {
                    String(Character($0))
                } ?? ""
                : pieces.randomElement(using: &numbers) ?? ""
        }.joined()
    }
}
