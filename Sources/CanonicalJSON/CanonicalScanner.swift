/// Finds the members of a JSON object in its canonical text, in one pass over the bytes and without making anything of them:
/// for whoever goes through a million texts and needs a few words of each.
///
/// It knows most canonical texts, not all: what it does not know (a key with an escape or beyond the letters of most
/// languages) is for `JSON.parse` and `isWritten` to judge. What it takes for canonical, they do too.
package struct CanonicalScanner {
    package struct Member {
        /// Without the quotation marks.
        package let key: Range<Int>
        /// With its quotation marks or brackets.
        package let value: Range<Int>
    }

    /// Those of the text that was taken last, in their order.
    package private(set) var members: [Member] = []
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var offset = 0

    package init() {}

    /// Whether these bytes are known to be an object in canonical form.
    package mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        members.removeAll(keepingCapacity: true)
        self.bytes = bytes
        offset = 0
        return object(depth: 0) && offset == bytes.count
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) -> Bool {
        guard offset < bytes.count, depth < 64 else { return false }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return string(isKey: false)
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return integer()
        }
    }

    private mutating func object(depth: Int) -> Bool {
        guard skip(UInt8(ascii: "{")) else { return false }
        if skip(UInt8(ascii: "}")) { return true }
        var last: Range<Int>?
        while true {
            let start = offset + 1
            guard string(isKey: true) else { return false }
            let key = start..<offset - 1
            if let last, !precedes(last, key) { return false }
            guard skip(UInt8(ascii: ":")) else { return false }
            last = key
            let valueStart = offset
            guard value(depth: depth + 1) else { return false }
            if depth == 0 { members.append(Member(key: key, value: valueStart..<offset)) }
            if skip(UInt8(ascii: "}")) { return true }
            guard skip(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func array(depth: Int) -> Bool {
        offset += 1
        if skip(UInt8(ascii: "]")) { return true }
        while true {
            guard value(depth: depth + 1) else { return false }
            if skip(UInt8(ascii: "]")) { return true }
            guard skip(UInt8(ascii: ",")) else { return false }
        }
    }

    /// RFC 8785 orders keys by UTF-16 code units. Up to U+D7FF, where every byte is below 0xEE, that is the order of bytes.
    private func precedes(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        let count = min(one.count, other.count)
        for index in 0..<count {
            let (a, b) = (bytes[one.lowerBound + index], bytes[other.lowerBound + index])
            if a != b { return a < b }
        }
        return one.count < other.count
    }

    private mutating func word(_ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount {
            guard skip(word.utf8Start[index]) else { return false }
        }
        return true
    }

    private mutating func integer() -> Bool {
        let isNegative = skip(UInt8(ascii: "-"))
        let start = offset
        var value = 0
        // No number that may stand here has more digits.
        while offset < bytes.count, offset - start < 16, bytes[offset] &- 0x30 < 10 {
            value = value * 10 + Int(bytes[offset] &- 0x30)
            offset += 1
        }
        guard offset > start, value <= JSON.integerRange.upperBound else { return false }
        let hasLeadingZero = bytes[start] == 0x30 && (offset - start > 1 || isNegative)
        return !hasLeadingZero
    }

    private mutating func string(isKey: Bool) -> Bool {
        guard skip(UInt8(ascii: "\"")) else { return false }
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return true
            case UInt8(ascii: "\\"): guard !isKey, escape() else { return false }
            case 0x20..<0x80: offset += 1
            case 0x80...: guard !(isKey && byte >= 0xEE), character(byte) else { return false }
            default: return false
            }
        }
        return false
    }

    /// RFC 8785, section 3.2.2.2: five control characters have short escapes, the others four lower-case digits.
    private mutating func escape() -> Bool {
        offset += 1
        guard offset < bytes.count else { return false }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"),
            UInt8(ascii: "f"), UInt8(ascii: "r"):
            return true
        case UInt8(ascii: "u"):
            guard skip(0x30), skip(0x30), offset + 1 < bytes.count else { return false }
            let (high, low) = (bytes[offset], bytes[offset + 1])
            offset += 2
            let digit: UInt8
            switch low {
            case 0x30...0x39: digit = low - 0x30
            case 0x61...0x66: digit = low - 0x57
            default: return false
            }
            guard high == 0x30 || high == 0x31 else { return false }
            let code = (high - 0x30) << 4 | digit
            return !(code >= 8 && code <= 13 && code != 11)
        default: return false
        }
    }

    /// The Unicode Standard, table 3-7: well-formed UTF-8.
    private mutating func character(_ first: UInt8) -> Bool {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return false
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return false }
        for index in 2..<max(2, length) where bytes[offset + index] & 0xC0 != 0x80 { return false }
        offset += length
        return true
    }
}
