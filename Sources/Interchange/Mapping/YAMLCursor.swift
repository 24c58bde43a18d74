/// A position in a text, byte by byte. Behind the end, bytes read as zero, which a mapping cannot contain
/// otherwise.
struct YAMLCursor {
    private let bytes: [UInt8]
    private(set) var index = 0
    private(set) var line = 1
    private var lineStart = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The byte so many bytes ahead; 0 behind the end.
    subscript(offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

    var byte: UInt8 { self[0] }

    /// The distance from the beginning of the line, in bytes. That equals characters for the spaces and dashes
    /// at the beginning of a line.
    var column: Int { index - lineStart }

    /// The column as editors count it: in characters, from 1.
    var shownColumn: Int { 1 + bytes[lineStart..<index].count { $0 & 0b1100_0000 != 0b1000_0000 } }

    var isEnd: Bool { index >= bytes.count }

    var isBlank: Bool { isBlank(byte) }

    var isBreak: Bool { isBreak(byte) }

    /// Whether the byte at the offset is a blank, a line break or the end of the text.
    func isGap(_ offset: Int = 0) -> Bool {
        let byte = self[offset]
        return isBlank(byte) || isBreak(byte) || byte == 0
    }

    /// Whether `---` or `...` is at the beginning of a line, where a document begins or ends.
    var isDocumentMark: Bool {
        guard column == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
        return self[1] == byte && self[2] == byte && isGap(3)
    }

    mutating func skip(_ count: Int = 1) { index += count }

    /// Skips one line break: LF, CR or CR LF.
    mutating func skipBreak() {
        index += byte == UInt8(ascii: "\r") && self[1] == UInt8(ascii: "\n") ? 2 : 1
        line += 1
        lineStart = index
    }

    mutating func skipToBreak() { while !isBreak, !isEnd { index += 1 } }

    private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
