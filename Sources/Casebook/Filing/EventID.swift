/// A UUID of version 7 (RFC 9562, section 5.7) as bytes and as text.
package struct EventID: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Reads the usual form, in lower case as RFC 9562 writes it.
    package init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 36 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        var index = 0
        while index < 36 {
            if [8, 13, 18, 23].contains(index) {
                guard digits[index] == UInt8(ascii: "-") else { return nil }
                index += 1
                continue
            }
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
            index += 2
        }
        self.bytes = bytes
    }

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// `milliseconds` since 1970; the rest is `random`, 74 bits of it.
    package init(milliseconds: Int, random: (UInt64, UInt64)) {
        var bytes: [UInt8] = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
        bytes += (0..<2).map { UInt8(truncatingIfNeeded: random.0 >> (8 - 8 * $0)) }
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: random.1 >> (56 - 8 * $0)) }
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        self.bytes = bytes
    }

    package var isVersion7: Bool { bytes.count == 16 && bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2 }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}

extension EventID: CustomStringConvertible {
    package var description: String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return text
    }
}
