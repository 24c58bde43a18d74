import CanonicalJSON
import Seeds
import Testing

/// The scanner is a second reader of the same form: what it takes for canonical, the first one must write just so.
@Suite struct CanonicalScannerTests {
    private static func isKnown(_ bytes: [UInt8]) -> Bool {
        var scanner = CanonicalScanner()
        return bytes.withUnsafeBufferPointer { scanner.scan($0.span) }
    }

    private static func isCanonical(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self), let json = try? JSON.parse(text) else {
            return false
        }
        return json.object != nil && json.isWritten(text)
    }

    @Test(arguments: [
        #"{}"#, #"{"":1}"#, #"{"a":1,"b":[true,false,null,{"c":"d"}],"é":"\u0000\n\"\\"}"#,
        #"{"a":-1,"b":0,"c":9007199254740991}"#, "{\"a\":\"\u{7F}ł😀\u{FFFD}\"}",
    ])
    func `canonical objects are known`(text: String) {
        #expect(Self.isCanonical(Array(text.utf8)))
        #expect(Self.isKnown(Array(text.utf8)))
    }

    @Test(arguments: [
        "", "[]", "1", #"{"a":1,"a":2}"#, #"{"b":1,"a":2}"#, #"{"a": 1}"#, #"{"a":1.0}"#, #"{"a":01}"#,
        #"{"a":-0}"#,
        #"{"a":9007199254740992}"#, #"{"a":"\u000a"}"#, #"{"a":"\u000B"}"#, #"{"a":"\u001f"}x"#,
        #"{"a":"\/"}"#,
        #"{"a":"\u0041"}"#, #"{"a":1,}"#, #"{"a":tru}"#, "{\"a\":\"\n\"}", #"{"a":"\u001"#, #"{"a":"\"#,
    ])
    func `nothing else is`(text: String) {
        #expect(!Self.isKnown(Array(text.utf8)))
    }

    @Test func `the members are found where they stand`() {
        let text = Array(#"{"a":[1,{"x":2}],"b":"ü","c":{}}"#.utf8)
        var scanner = CanonicalScanner()
        text.withUnsafeBufferPointer { _ = scanner.scan($0.span) }
        func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        #expect(scanner.members.map { words($0.key) } == ["a", "b", "c"])
        #expect(scanner.members.map { words($0.value) } == [#"[1,{"x":2}]"#, #""ü""#, "{}"])
    }

    @Test func `whatever is changed in a text, what is taken for canonical is`() {
        let seed = UInt64.random(in: .min ... .max)
        var dice = SplitMix64(seed: seed)
        let texts = [
            #"{"actors":["RUS"],"details":{"a":{"b":[1,-20,null]},"c":true},"kind":"démarche","summary":"\"\\\b\u001f😀"}"#,
            #"{"a":"ퟻ","b":"","é":0,"ﬀ":1,"😀":2}"#,
        ].map { Array($0.utf8) }
        let pieces = Array("\"\\{}[],:0019-truefalsn\u{8}\u{7F}éﬀ😀\u{E000} ".utf8) + [0xC0, 0xFF, 0xED, 0xF4]
        var known = 0
        for _ in 0..<200_000 {
            var text = texts[dice.below(texts.count)]
            for _ in 0..<dice.below(3) {
                let index = dice.below(text.count)
                switch dice.below(4) {
                case 0: text[index] = pieces[dice.below(pieces.count)]
                case 1: text.insert(pieces[dice.below(pieces.count)], at: index)
                case 2: text.remove(at: index)
                default: text.swapAt(index, dice.below(text.count))
                }
            }
            guard Self.isKnown(text) else { continue }
            known += 1
            #expect(Self.isCanonical(text), "seed \(seed): \(String(decoding: text, as: UTF8.self))")
        }
        #expect(known > 10_000)
    }
}
