import CanonicalJSON
import Testing

@Suite struct CanonicalTextTests {
    @Test func `members stand in the order of their keys' UTF-16 code units`() throws {
        // RFC 8785, section 3.2.3: the sample of keys, with the values left out.
        let text = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#
        let keys = try JSON.parse(text).object?.keys
        #expect(keys == ["\r", "1", "\u{80}", "\u{F6}", "\u{20AC}", "\u{1F600}", "\u{FB33}"])
    }

    @Test func `only what must be escaped is escaped`() throws {
        let text = #"["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","\ud83d\ude00"]"#
        #expect(try JSON.parse(text).canonical == #"["€$\u000f\nA'B\"\\\\\"/","😀"]"#)
    }

    @Test func `white space goes and canonical text stays as it is`() throws {
        let canonical = #"{"a":[1,-2,true,false,null,{}],"b":{"c":"d"}}"#
        #expect(
            try JSON.parse(" {\n\"b\" : {\"c\":\"d\"} ,\t\"a\":[1, -2,true,false,null,{ }]}\r\n").canonical
                == canonical)
        #expect(try JSON.parse(canonical).canonical == canonical)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "tru", "nul", "01", "-", "-0", "1.0",
        "1e3",
        "9007199254740992", "-9007199254740992", "99999999999999999999999", "\"", "\"\\x\"", "\"\\u12\"",
        "\"\t\"",
        "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "{\"a\":1,\"a\":2}", "1 2", "[1", "{a:1}", "'a'",
        "\u{FEFF}1",
    ])
    func `what RFC 8785 cannot write again is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text) }
    }

    @Test func `nesting without end is refused and not followed`() {
        #expect(throws: JSONError.self) { try JSON.parse(String(repeating: "[", count: 100_000)) }
    }

    @Test func `text that is no UTF-8 is refused`() {
        for bytes: [UInt8] in [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        ] {
            #expect(throws: JSONError.self) { try bytes.withUnsafeBufferPointer { try JSON.parse($0) } }
        }
    }

    @Test func `a member that is absent is nil, and one that is null is not`() throws {
        let object = try #require(try JSON.parse(#"{"a":null}"#).object)
        #expect(object["a"] == .null)
        #expect(object["b"] == nil)
    }

    @Test func `two spellings of one letter are two strings`() throws {
        #expect(try JSON.parse("\"\u{E9}\"") != JSON.parse("\"e\u{301}\""))
        #expect(try JSON.parse("{\"\u{E9}\":1,\"e\u{301}\":2}").object?.keys.count == 2)
    }

    @Test(arguments: [
        (#"{"a":1,"a":2,"b":]"#, "a", 12), (#"{"b":1,"a":2,"b":3,"c":]"#, "b", 18),
        (#"{"c":1,"b":2,"a":3,"b":4}"#, "b", 24),
    ])
    func `a doubled key is told of where it was noticed, in whatever order the keys stand`(
        text: String, key: String, offset: Int
    ) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error?.reason == "the key \"\(key)\" twice in one object")
        #expect(error?.offset == offset)
    }

    /// Were each put in its place among those that are there, this would take half an hour.
    @Test(.timeLimit(.minutes(10)))
    func `an object of very many keys is read in little time, in whatever order they stand`() throws {
        let count = 1_000_000
        let keys = (0..<count).reversed().map { "\"\(1_000_000 + $0)\":0" }
        let object = try #require(try JSON.parse("{\(keys.joined(separator: ","))}").object)
        #expect(object.members.count == count)
        #expect(object.members.first?.key == "1000000" && object.members.last?.key == "1999999")
    }
}
