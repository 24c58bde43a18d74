import Deflate
import Testing
import TimeLimits

@Suite(.endsInTime) struct DeflateTests {
    private static let words = Array(String(repeating: "an answer, please; ", count: 5000).utf8)

    @Test(arguments: [0, 1, 4096, 4097, 95_000])
    func `what is packed is unpacked as it was`(count: Int) throws {
        let bytes = Array(Self.words.prefix(count))
        #expect(try Deflate.unpack(Deflate.pack(bytes), count: bytes.count) == bytes)
    }

    @Test func `another number of bytes than was said is refused, and more bytes behind them`() throws {
        let packed = try Deflate.pack(Self.words)
        #expect(throws: Deflate.Failure.tooLarge) { try Deflate.unpack(packed, count: 94_999) }
        #expect(throws: Deflate.Failure.damaged) { try Deflate.unpack(packed, count: 95_001) }
        #expect(throws: Deflate.Failure.damaged) { try Deflate.unpack(packed + [0], count: 95_000) }
        #expect(throws: Deflate.Failure.damaged) { try Deflate.unpack(packed.dropLast(), count: 95_000) }
        #expect(throws: Deflate.Failure.tooLarge) { try Deflate.unpack(packed, count: -1) }
        #expect(throws: Deflate.Failure.tooLarge) { try Deflate.unpack(packed, count: .max) }
    }

    /// Of little that says it is much, no more is kept room for than comes.
    @Test func `a number that is a lie takes no room`() throws {
        let packed = try Deflate.pack(Self.words)
        let padded = packed + [UInt8](repeating: 0, count: 300_000)
        for _ in 1...20 {
            #expect(throws: Deflate.Failure.damaged) { try Deflate.unpack(padded, count: Deflate.largest) }
        }
    }
}
