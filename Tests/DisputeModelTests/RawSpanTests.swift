import DisputeModel
import Testing

struct RawSpanTests {
    private static let word: StaticString = "a-word-of-twenty-eight-bytes"

    /// Whether the bytes, up to `end`, are the word.
    private static func isWord(_ bytes: [UInt8], to end: Int) -> Bool {
        bytes.span.bytes.has(word, at: 0..<end)
    }

    @Test func `a word of any length is compared byte by byte`() {
        let bytes = Self.word.withUTF8Buffer { Array($0) }
        #expect(Self.isWord(bytes, to: bytes.count))
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 1
            #expect(!Self.isWord(other, to: bytes.count), "byte \(index)")
        }
        #expect(!Self.isWord(bytes, to: bytes.count - 1))
    }
}
