import Rendering
import Testing

@Suite struct FittingTests {
    @Test(
        arguments: [
            ("contested", 9, "contested"), ("contested", 8, "contest…"), ("contested", 1, "…"),
            ("contested", 0, ""),
            ("UN and EU", 4, "UN…"), ("中華民國", 7, "中華民…"), ("中華民國", 6, "中華…"), ("👩‍👩‍👧‍👦👋", 3, "👩‍👩‍👧‍👦…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 3, ""),
        ])
    func `what does not fit is cut and says so`(text: String, columns: Int, shown: String) {
        #expect(truncated(text, to: columns) == shown)
    }

    @Test func `a column is filled up on the side away from its text`() {
        #expect(padded("UN", to: 5) == "UN   ")
        #expect(padded("中", to: 5, .right) == "   中")
        #expect(padded("contested", to: 5) == "contested")
    }

    @Test(
        arguments: [
            ("gift for seminars and conferences", 12, 0, ["gift for", "seminars and", "conferences"]),
            (
                "gift for seminars and conferences", 12, 2,
                ["gift for", "  seminars", "  and", "  conference", "  s"]
            ),
            ("? commitment: gift for seminars", 15, 4, ["? commitment:", "    gift for", "    seminars"]),
            ("  demarche: the same", 14, 4, ["  demarche:", "    the same"]),
            ("request-for-explanation", 10, 0, ["request-", "for-", "explanatio", "n"]),
            ("東京の会議は明日", 6, 0, ["東京の", "会議は", "明日"]),
            ("in 東京で", 6, 0, ["in 東", "京で"]),
            ("中", 1, 0, ["…"]),
            ("one\n\ntwo  three", 20, 2, ["one", "", "  two  three"]),
            ("two  three", 4, 0, ["two", "thre", "e"]),
            ("", 5, 2, [""]), ("   ", 2, 0, [""]), ("word", 0, 0, [""]),
            ("1234567890", 4, 99, ["1234", "  56", "  78", "  90"]),
        ] as [(String, Int, Int, [String])])
    func `text is broken between words, and long words where they may be`(
        text: String, columns: Int, hanging: Int, lines: [String]
    ) {
        #expect(wrapped(text, to: columns, hanging: hanging) == lines)
    }
}
