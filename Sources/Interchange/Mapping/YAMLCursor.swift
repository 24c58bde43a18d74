/// A place in a text, byte by byte. Behind the end stand zeros, which are in no mapping otherwise.
struct YAMLCursor {
    private let bytes: [UInt8]
    private(set) var index = 0
    private(set) var line = 1
    private var lineStart = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    subscript(offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

    var byte: UInt8 { self[0] }

    /// How far from the beginning of the line. What a line begins with, spaces and dashes, are bytes.
    var column: Int { index - lineStart }

    /// The same as people and editors count: in characters, from 1.
    var shownColumn: Int { 1 + bytes[lineStart..<index].count { $0 & 0b1100_0000 != 0b1000_0000 } }

    var isEnd: Bool { index >= bytes.count }

    var isBlank: Bool { isBlank(byte) }

    var isBreak: Bool { isBreak(byte) }

    /// A blank, a line's end or the text's end stands so many bytes ahead.
    func isGap(_ offset: Int = 0) -> Bool {
        let byte = self[offset]
        return isBlank(byte) || isBreak(byte) || byte == 0
    }

    /// `---` or `...` at the beginning of a line: a document begins or ends.
    var isDocumentMark: Bool {
        guard column == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
        return self[1] == byte && self[2] == byte && isGap(3)
    }

    mutating func skip(_ count: Int = 1) { index += count }

    /// Of a break that has two bytes both.
    mutating func skipBreak() {
        index += byte == UInt8(ascii: "\r") && self[1] == UInt8(ascii: "\n") ? 2 : 1
        line += 1
        lineStart = index
    }

    mutating func skipToBreak() { while !isBreak, !isEnd { index += 1 } }

    private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
