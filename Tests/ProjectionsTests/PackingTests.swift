import DisputeModel
@testable import Projections
import Testing
import TimeLimits

/// What packed bytes are read as is what was packed, and there is one way to pack it.
@Suite(.endsInTime) struct PackingTests {
    private static let numbers = [0, 1, -1, 63, 64, -65, 1 << 53, .max, .min]

    @Test(arguments: numbers) func `a number is read as it was written`(number: Int) throws {
        var writer = ByteWriter()
        writer.write(number)
        #expect(try ByteReader.whole(writer.bytes) { try $0.number() } == number)
    }

    @Test(arguments: [
        [], [0x80], [0x80, 0x00], [0x82, 0x80, 0x00],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x03],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ])
    func `a number that could be written shorter, or is too large, is refused`(bytes: [UInt8]) {
        #expect(throws: ByteReader.Malformed.self) { try ByteReader.whole(bytes) { try $0.number() } }
    }

    @Test func `a string that has been there is refused, unless it is named by its number`() throws {
        var writer = ByteWriter()
        for string in ["é", "e\u{301}", "é"] { writer.write(string) }
        let bytes = writer.bytes
        let strings = try ByteReader.whole(bytes) { [try $0.string(), try $0.string(), try $0.string()] }
        #expect(strings.map { Array($0.utf8).count } == [2, 3, 2])
        #expect(throws: ByteReader.Malformed.self) {
            try ByteReader.whole([0, 2, 65, 0, 2, 65]) { [try $0.string(), try $0.string()] }
        }
    }

    @Test func `a list that says it is longer than its bytes is refused, and takes no room`() {
        let many = [0x80, 0x80, 0x80, 0x80, 0x04] + [UInt8](repeating: 0, count: 1 << 20)
        #expect(throws: ByteReader.Malformed.self) {
            try ByteReader.whole(many) { try $0.list { try $0.reply() } }
        }
        let asManyAsBytes = [0x80, 0x80, 0x80, 0x01] + [UInt8](repeating: 0xFF, count: 1 << 20)
        #expect(throws: ByteReader.Malformed.self) {
            try ByteReader.whole(asManyAsBytes) { try $0.list { try $0.reply() } }
        }
    }

    @Test func `days and instants beyond every year are refused`() {
        var writer = ByteWriter()
        writer.write(Int.max)
        let bytes = writer.bytes
        #expect(throws: ByteReader.Malformed.self) { try ByteReader.whole(bytes) { try $0.day() } }
        #expect(throws: ByteReader.Malformed.self) { try ByteReader.whole(bytes) { try $0.instant() } }
    }
}
