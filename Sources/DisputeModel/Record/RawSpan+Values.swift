import CanonicalJSON

/// Reads values in place from a canonical text, without creating strings.
extension RawSpan {
    /// Whether the range consists of exactly these bytes.
    package func has(_ word: StaticString, at range: Range<Int>) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        let (start, bytes) = (range.lowerBound, UnsafeRawPointer(word.utf8Start))
        // Compare eight bytes at a time; the last eight may overlap those before.
        if range.count >= 8 {
            let last = range.count &- 8
            var offset = 0
            while true {
                guard
                    self.word(at: start &+ offset)
                        == UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                else { return false }
                if offset == last { return true }
                offset = min(offset &+ 8, last)
            }
        }
        for index in 0..<range.count where self[start &+ index] != word.utf8Start[index] { return false }
        return true
    }

    func has(word: String, at range: Range<Int>) -> Bool {
        guard range.count == word.utf8.count else { return false }
        var index = range.lowerBound
        for byte in word.utf8 {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// The range between the quotation marks, with escapes as written; nil where the value is not a string.
    func string(at value: Range<Int>) -> Range<Int>? {
        guard value.count >= 2, self[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return value.lowerBound + 1..<value.upperBound - 1
    }

    /// The range between the quotation marks; nil where the value is not a string or has escapes.
    package func plainString(_ value: Range<Int>) -> Range<Int>? {
        guard let inner = string(at: value) else { return nil }
        for index in inner where self[index] == UInt8(ascii: "\\") { return nil }
        return inner
    }

    /// The bytes of the range as a string.
    package func string(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// The ranges of the ids in a list such as `["…","…"]`, each 38 bytes with its quotation marks; nil where the
    /// list has another form. The ids themselves are not checked.
    func ids(in list: Range<Int>) -> IDRanges? {
        if list.isEmpty { return IDRanges(start: 0, end: 0) }
        guard list.count % 39 == 1, list.count > 1, self[list.lowerBound] == UInt8(ascii: "[") else {
            return nil
        }
        for start in stride(from: list.lowerBound + 2, to: list.upperBound, by: 39) {
            guard self[start - 1] == UInt8(ascii: "\""), self[start + 36] == UInt8(ascii: "\"") else {
                return nil
            }
        }
        return IDRanges(start: list.lowerBound + 2, end: list.upperBound)
    }

    struct IDRanges: Sequence, IteratorProtocol {
        fileprivate var start: Int
        fileprivate let end: Int

        mutating func next() -> Range<Int>? {
            guard start < end else { return nil }
            defer { start += 39 }
            return start..<start + 36
        }
    }

    /// The value of `digits` decimal digits; nil where one of the bytes is not a digit.
    func decimal(at start: Int, digits: Int) -> Int? {
        var value = 0
        for index in start..<start + digits {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }
}

extension String {
    /// Calls `body` with the UTF-8 bytes and their range.
    func withBytes<Result>(_ body: (Range<Int>, RawSpan) -> Result) -> Result {
        var text = self
        return text.withUTF8 { utf8 in
            let span = utf8.span
            return body(0..<utf8.count, span.bytes)
        }
    }
}

extension Day {
    /// Reads `YYYY-MM-DD` and no other form.
    init?(_ range: Range<Int>, of text: RawSpan) {
        let start = range.lowerBound
        guard range.count == 10, text[start + 4] == UInt8(ascii: "-"), text[start + 7] == UInt8(ascii: "-"),
            let year = text.decimal(at: start, digits: 4), let month = text.decimal(at: start + 5, digits: 2),
            let day = text.decimal(at: start + 8, digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Instant {
    /// Reads `YYYY-MM-DDThh:mm:ss.sssZ`, the form of `recordedAt`, and no other form.
    init?(_ range: Range<Int>, of text: RawSpan) {
        let start = range.lowerBound
        guard range.count == 24, let day = Day(start..<start + 10, of: text),
            text[start + 10] == UInt8(ascii: "T"), text[start + 13] == UInt8(ascii: ":"),
            text[start + 16] == UInt8(ascii: ":"), text[start + 19] == UInt8(ascii: "."),
            text[start + 23] == UInt8(ascii: "Z"),
            let hour = text.decimal(at: start + 11, digits: 2), hour < 24,
            let minute = text.decimal(at: start + 14, digits: 2), minute < 60,
            let second = text.decimal(at: start + 17, digits: 2), second < 60,
            let millisecond = text.decimal(at: start + 20, digits: 3)
        else { return nil }
        self.init(day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
    }
}

extension EventID {
    /// Reads the form of 36 characters in lower case, eight digits at a time.
    init?(_ range: Range<Int>, of text: RawSpan) {
        let start = range.lowerBound
        guard range.count == 36, text[start + 8] == hyphen, text[start + 13] == hyphen,
            text[start + 18] == hyphen, text[start + 23] == hyphen
        else { return nil }
        // Join the four digits before a hyphen and the four behind it.
        let second = text.word(at: start + 9), third = text.word(at: start + 19)
        let secondDigits = second & 0xFFFF_FFFF | text.word(at: start + 14) << 32
        let thirdDigits = third & 0xFFFF_FFFF | text.word(at: start + 24) << 32
        guard let a = Self.value(text.word(at: start)), let b = Self.value(secondDigits),
            let c = Self.value(thirdDigits), let d = Self.value(text.word(at: start + 28))
        else { return nil }
        self.init(high: a << 32 | b, low: c << 32 | d)
    }

    /// The value of eight lower-case hexadecimal digits, the first one in the lowest byte; nil where one byte is not
    /// such a digit.
    private static func value(_ word: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // A letter is 0x61 to 0x66, a digit 0x30 to 0x39: this bit distinguishes them.
        let isLetter = word >> 6 & ones
        let low = word & (ones &* 0x0F)
        let high = isLetter &* 0x60 | (isLetter ^ ones) &* 0x30
        guard high | low == word else { return nil }
        // The low half of a letter must be 1 to 6, that of a digit 0 to 9. In the first sum a greater value carries
        // into the next bit; in the second sum every letter except one with 0 does.
        let isTooGreat = low &+ isLetter &* 9 &+ (isLetter ^ ones) &* 6
        let isNotZero = low &+ isLetter &* 15
        guard isTooGreat & (ones &* 0x10) == 0, (isNotZero >> 4) & isLetter == isLetter else { return nil }
        var digits = (low &+ isLetter &* 9).bigEndian
        digits = (digits | digits >> 4) & 0x00FF_00FF_00FF_00FF
        digits = (digits | digits >> 8) & 0x0000_FFFF_0000_FFFF
        return (digits | digits >> 16) & 0xFFFF_FFFF
    }
}

private let hyphen = UInt8(ascii: "-")
