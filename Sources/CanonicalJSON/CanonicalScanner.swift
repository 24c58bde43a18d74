/// Finds the members of a JSON object in its canonical text (RFC 8785), in one pass over the bytes and without
/// creating values. For code that reads a few members from each of a million texts.
///
/// The scanner does not recognise every canonical text: a key with an escape, or with a character from U+E000 on, is
/// left to `JSON.parse` and `isWritten`. Every text that it accepts as canonical, they accept, too.
///
/// Bytes are read through a span, which checks bounds. Strings are scanned eight bytes at a time.
package struct CanonicalScanner {
    /// Where one member is in the text.
    package struct Member {
        /// The key without its quotation marks.
        package let key: Range<Int>
        /// The value, with its quotation marks or brackets.
        package let value: Range<Int>
    }

    /// The members of the object that was scanned last, in the order of the text.
    package private(set) var members: [Member] = []
    private var offset = 0

    package init() {}

    /// Scans a text, and finds whether it is known to be an object in canonical form.
    package mutating func scan(_ text: Span<UInt8>) -> Bool {
        let bytes = text.bytes
        members.removeAll(keepingCapacity: true)
        offset = 0
        return object(bytes, depth: 0) && offset == bytes.byteCount
    }

    /// Finds the members of an object within a text that has been scanned. False where the range is not an object.
    package mutating func scan(_ object: Range<Int>, of text: Span<UInt8>) -> Bool {
        let bytes = text.bytes
        members.removeAll(keepingCapacity: true)
        offset = object.lowerBound
        return self.object(bytes, depth: 0) && offset == object.upperBound
    }

    /// The ranges of the items of an array within a text that has been scanned; nil where the range is not an array.
    package mutating func items(of array: Range<Int>, in text: Span<UInt8>) -> [Range<Int>]? {
        let bytes = text.bytes
        offset = array.lowerBound
        guard skip(UInt8(ascii: "["), bytes) else { return nil }
        if skip(UInt8(ascii: "]"), bytes) { return offset == array.upperBound ? [] : nil }
        var items: [Range<Int>] = []
        while true {
            let start = offset
            guard value(bytes, depth: 1) else { return nil }
            items.append(start..<offset)
            if skip(UInt8(ascii: "]"), bytes) { return offset == array.upperBound ? items : nil }
            guard skip(UInt8(ascii: ","), bytes) else { return nil }
        }
    }

    /// Only the members of the outermost object are kept.
    private mutating func object(_ bytes: RawSpan, depth: Int) -> Bool {
        guard skip(UInt8(ascii: "{"), bytes) else { return false }
        if skip(UInt8(ascii: "}"), bytes) { return true }
        var last = 0..<0
        while true {
            let start = offset + 1
            guard string(bytes, isKey: true) else { return false }
            let key = start..<offset - 1
            guard last.lowerBound == 0 || Self.precedes(last, key, bytes) else { return false }
            guard skip(UInt8(ascii: ":"), bytes) else { return false }
            last = key
            let valueStart = offset
            guard value(bytes, depth: depth + 1) else { return false }
            if depth == 0 { members.append(Member(key: key, value: valueStart..<offset)) }
            if skip(UInt8(ascii: "}"), bytes) { return true }
            guard skip(UInt8(ascii: ","), bytes) else { return false }
        }
    }

    private mutating func skip(_ byte: UInt8, _ bytes: RawSpan) -> Bool {
        guard offset < bytes.byteCount, bytes[offset] == byte else { return false }
        offset &+= 1
        return true
    }

    private mutating func value(_ bytes: RawSpan, depth: Int) -> Bool {
        guard offset < bytes.byteCount, depth < 64 else { return false }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return string(bytes, isKey: false)
        case UInt8(ascii: "{"): return object(bytes, depth: depth)
        case UInt8(ascii: "["): return array(bytes, depth: depth)
        case UInt8(ascii: "t"): return word("true", bytes)
        case UInt8(ascii: "f"): return word("false", bytes)
        case UInt8(ascii: "n"): return word("null", bytes)
        default: return integer(bytes)
        }
    }

    private mutating func array(_ bytes: RawSpan, depth: Int) -> Bool {
        offset &+= 1
        if skip(UInt8(ascii: "]"), bytes) { return true }
        while true {
            guard value(bytes, depth: depth + 1) else { return false }
            if skip(UInt8(ascii: "]"), bytes) { return true }
            guard skip(UInt8(ascii: ","), bytes) else { return false }
        }
    }

    /// RFC 8785 orders keys by UTF-16 code units. Up to U+D7FF, where every byte is below 0xEE, this is the order of
    /// bytes.
    private static func precedes(_ one: Range<Int>, _ other: Range<Int>, _ bytes: RawSpan) -> Bool {
        let count = min(one.count, other.count)
        var index = 0
        // `other` comes later in the text than `one`.
        if other.lowerBound &+ 8 <= bytes.byteCount {
            let (a, b) = (
                bytes.word(at: one.lowerBound).byteSwapped, bytes.word(at: other.lowerBound).byteSwapped
            )
            let same = (a ^ b).leadingZeroBitCount >> 3
            if same < count, same < 8 { return a < b }
            index = min(same, count)
        }
        while index < count {
            let (a, b) = (bytes[one.lowerBound &+ index], bytes[other.lowerBound &+ index])
            if a != b { return a < b }
            index &+= 1
        }
        return one.count < other.count
    }

    private mutating func word(_ word: StaticString, _ bytes: RawSpan) -> Bool {
        for index in 0..<word.utf8CodeUnitCount {
            guard skip(word.utf8Start[index], bytes) else { return false }
        }
        return true
    }

    private mutating func integer(_ bytes: RawSpan) -> Bool {
        let isNegative = skip(UInt8(ascii: "-"), bytes)
        let start = offset
        var value = 0
        // No accepted number has more digits.
        while offset < bytes.byteCount, offset - start < 16, bytes[offset] &- 0x30 < 10 {
            value = value * 10 + Int(bytes[offset] &- 0x30)
            offset &+= 1
        }
        guard offset > start, value <= JSON.integerRange.upperBound else { return false }
        let hasLeadingZero = bytes[start] == 0x30 && (offset - start > 1 || isNegative)
        return !hasLeadingZero
    }

    private mutating func string(_ bytes: RawSpan, isKey: Bool) -> Bool {
        guard skip(UInt8(ascii: "\""), bytes) else { return false }
        let count = bytes.byteCount
        var at = offset
        while true {
            if at &+ 8 <= count {
                let marks = Self.marks(in: bytes.word(at: at))
                if marks == 0 {
                    at &+= 8
                    continue
                }
                at &+= marks.trailingZeroBitCount >> 3
            } else {
                while at < count, Self.isPlain(bytes[at]) { at &+= 1 }
                guard at < count else { return false }
            }
            let byte = bytes[at]
            offset = at
            switch byte {
            case UInt8(ascii: "\""):
                offset &+= 1
                return true
            case UInt8(ascii: "\\"): guard !isKey, escape(bytes) else { return false }
            case 0x80...: guard !(isKey && byte >= 0xEE), character(byte, bytes) else { return false }
            default: return false
            }
            at = offset
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x20 < 0x60 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Sets the high bit of the first of eight bytes that is not plain: it must be escaped, ends the string or lies
    /// beyond ASCII. High bits of later bytes may be set, too. 0 where all eight are plain.
    private static func marks(in word: UInt64) -> UInt64 { escapes(in: word) | word & 0x8080_8080_8080_8080 }

    /// Like `marks(in:)`, but only for a byte that must be escaped in a string or ends it: a quotation mark, a
    /// backslash, a control character. The method is "Determine if a word has a byte less than n" of Anderson's Bit
    /// Twiddling Hacks: a byte that is marked by mistake always comes after a correct one.
    static func escapes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        return
            ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
            | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
    }

    /// RFC 8785, section 3.2.2.2: five control characters have short escapes, the others have four lower-case digits.
    private mutating func escape(_ bytes: RawSpan) -> Bool {
        offset += 1
        guard offset < bytes.byteCount else { return false }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"),
            UInt8(ascii: "f"), UInt8(ascii: "r"):
            return true
        case UInt8(ascii: "u"):
            guard skip(0x30, bytes), skip(0x30, bytes), offset + 1 < bytes.byteCount else { return false }
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
    private mutating func character(_ first: UInt8, _ bytes: RawSpan) -> Bool {
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
        guard offset + length <= bytes.byteCount, second.contains(bytes[offset + 1]) else { return false }
        for index in 2..<max(2, length) where bytes[offset + index] & 0xC0 != 0x80 { return false }
        offset += length
        return true
    }
}

extension RawSpan {
    /// The byte at an index. Bounds are checked.
    @inlinable package subscript(index: Int) -> UInt8 {
        @inline(__always) get { unsafeLoad(fromByteOffset: index, as: UInt8.self) }
    }

    /// The eight bytes that begin at an index, the first one lowest. Bounds are checked.
    @inlinable @inline(__always) package func word(at index: Int) -> UInt64 {
        UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
}
