import Testing

@testable import DisputeModel

@Suite struct EventIDTests {
    @Test func `whatever the random bits are, version and variant are those of version 7`() {
        for bits in [0, UInt64.max, 1 << 62, 1 << 63, 0xF000] {
            let id = EventID(milliseconds: 1_637_744_400_000, random: (bits, bits))
            #expect(id.isVersion7 && id.milliseconds == 1_637_744_400_000, "\(id)")
            #expect(Array(id.description)[14] == "7" && "89ab".contains(Array(id.description)[19]), "\(id)")
        }
    }

    @Test(arguments: [
        ("017d512c-5680-7001-8000-000000000002", true), ("017d512c-5680-4001-8000-000000000002", false),
        ("017d512c-5680-7001-0000-000000000002", false), ("017d512c-5680-7001-c000-000000000002", false),
    ])
    func `version 7 is told by version and variant together`(text: String, isVersion7: Bool) throws {
        #expect(try #require(EventID(text)).isVersion7 == isVersion7)
    }

    @Test func `bytes that a damaged column lacks count as 0`() throws {
        let id = try #require(EventID("017d512c-5680-7001-8000-0000000000a2"))
        #expect(EventID(bytes: id.bytes) == id)
        #expect(EventID(bytes: id.bytes + [9]) == id)
        #expect(
            EventID(bytes: Array(id.bytes.prefix(15))).description == "017d512c-5680-7001-8000-000000000000")
        #expect(
            EventID(bytes: Array(id.bytes.prefix(3))).description == "017d5100-0000-0000-0000-000000000000")
        #expect(EventID(bytes: []) == .none)
    }
}
