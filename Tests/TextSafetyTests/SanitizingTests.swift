import CanonicalJSON
import Testing
import TextSafety

@Suite struct HarmlessTests {
    @Test(
        arguments: [
            ("plain text, “quoted”, 中, 👩‍👧", "plain text, “quoted”, 中, 👩‍👧"),
            ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"),
            ("\u{1B}]0;title\u{07}", "␛]0;title␇"),
            ("\u{9B}2J", "\\u{9B}2J"),
            ("a\u{7F}\u{08}b\u{0}", "a␡␈b␀"),
            ("one\ttwo", "one two"),
            ("one\ntwo\r\nthree\rfour\r", "one␊two␊three␍four␍"),
            ("one\u{2028}two\u{2029}three\u{85}", "one\\u{2028}two\\u{2029}three\\u{85}"),
            ("\u{202E}txt.exe", "\\u{202E}txt.exe"),
            ("\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}", "\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{61C}"),
        ])
    func `what would act on a terminal is shown instead`(text: String, shown: String) {
        #expect(sanitized(text) == shown)
        #expect(sanitized(sanitized(text)) == shown)
    }

    /// C0, DEL and C1; line and paragraph separators; Bidi_Control (UAX #9); the deprecated format characters.
    @Test(
        arguments: [
            0x00...0x1F, 0x7F...0x9F, 0x2028...0x2029, 0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E,
            0x2066...0x206F,
        ] as [ClosedRange<UInt32>])
    func `no control character gets through, nor what turns the reading round`(range: ClosedRange<UInt32>) {
        for scalar in range.compactMap(Unicode.Scalar.init) {
            let text = "a\(Character(scalar))b"
            #expect(!sanitized(text).unicodeScalars.contains(scalar), "U+\(String(scalar.value, radix: 16))")
            #expect(!sanitized([text: .string(text)]).unicodeScalars.contains(scalar))
        }
    }

    @Test func `line ends stay where many lines are wanted`() {
        #expect(sanitized("one\ntwo\r\nthree\rfour\n", multiline: true) == "one\ntwo\nthree␍four\n")
    }

    @Test(arguments: ["مرحبا", "UN: שלום", "\u{1E900}"])
    func `what is written from right to left is set apart`(field: String) {
        #expect(isolated(field) == "\u{2068}\(field)\u{2069}")
    }

    @Test(arguments: ["RUS → UN", "中", "", "\u{660}\u{661}", "👩‍👧", "e\u{301}"])
    func `what is not is left alone`(field: String) {
        #expect(isolated(field) == field)
    }

    @Test func `JSON says the same, and nothing in it moves a terminal`() throws {
        let json: JSON = ["key \u{202E}": "\u{9B}2J\u{7F} \u{2028}\u{1B}\n é 桌", "other": [1, true]]
        let text = sanitized(json)
        #expect(try JSON.parse(text) == json)
        #expect(text == sanitized(text))
        #expect(text.contains(#"\u202e"#) && text.contains("é 桌"))
        #expect(sanitized(["plain": "é"]) == #"{"plain":"é"}"#)
    }
}
