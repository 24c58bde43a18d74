import Testing
import TextSafety

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("note verbale", 12), ("démarche", 8), ("de\u{301}marche", 8), ("Україна", 7),
            ("中華民國", 8), ("とうきょう", 10), ("ﾄｳｷｮｳ", 5), ("ＵＮ", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("وزارة", 5), ("וִינָה", 4), ("กำ", 2), ("▸ ○ ◐ ● ↑ →", 11), ("…", 1),
            ("👋", 2), ("👋🏽", 2), ("☝🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2), ("❤️", 2), ("❤", 1), ("🇦🇹", 2), ("🇦🇹🇧🇾", 4),
            ("1️⃣", 2), ("1", 1), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("⌚", 2), ("🏽", 2), (" 🏽", 3), ("🏽🏽", 4), ("1\u{200D}", 1), ("क्षि", 3),
            ("🇦", 2), ("🇦🇹🇧", 4),
            ("\u{2068}RUS\u{2069}", 3), ("\u{200B}", 0), ("\u{FEFF}", 0), ("\u{AD}", 1), ("\u{600}1", 2),
            ("\u{1B}", 0), ("\n", 0), ("\u{9B}", 0), ("\u{7F}", 0), ("\u{20000}", 2), ("\u{3FFFD}", 2),
            ("\u{115F}", 2),
            ("\u{1100}", 2), ("\u{10FF}", 1), ("\u{303F}", 1), ("\u{E000}", 1),
        ])
    func `text takes the columns that a terminal gives it`(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test func `a thousand marks on one letter take no column`() {
        #expect(("a" + String(repeating: "\u{301}", count: 1000)).displayWidth == 1)
    }
}
