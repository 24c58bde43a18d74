/// Why a text is not JSON that this program accepts.
package struct JSONError: Error, Equatable {
    /// What is wrong, as the end of a sentence that begins with the place: "a number with a fraction".
    package let reason: String
    /// The offset of the byte at which it was noticed, from 0.
    package let offset: Int
}

extension JSON {
    /// Reads one JSON value (RFC 8259) that RFC 8785 can write again.
    ///
    /// Beyond the grammar, it refuses two members with one key, a number that is not an integer within ±(2⁵³ − 1), a
    /// lone surrogate, text that is not UTF-8, and more than 64 levels of nesting.
    package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSON {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.atEnd else { throw reader.error("something after the end of the value") }
        return value
    }

    /// Reads one JSON value from a string.
    package static func parse(_ text: String) throws(JSONError) -> JSON {
        var text = text
        var outcome: Result<JSON, JSONError> = .success(.null)
        text.withUTF8 { bytes in
            do throws(JSONError) { outcome = .success(try parse(bytes)) } catch { outcome = .failure(error) }
        }
        return try outcome.get()
    }
}

private struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var offset = 0

    var atEnd: Bool { offset == bytes.count }

    func error(_ problem: String) -> JSONError { JSONError(reason: problem, offset: offset) }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard depth < 64 else { throw error("more than 64 levels of nesting") }
        skipSpace()
        guard let first = next else { throw error("an end where a value should be") }
        switch first {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
        default: throw error("a character that begins no value")
        }
    }

    mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        // An event has a dozen members, and objects within it a few.
        var members = JSONMembers(expecting: depth == 0 ? 14 : 2)
        offset += 1
        skipSpace()
        if next == UInt8(ascii: "}") {
            offset += 1
            return members.object()
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("no key where one should be") }
            let key = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw error("no colon after a key") }
            offset += 1
            let value = try value(depth: depth + 1)
            guard members.appendIfNew(key, value) else {
                throw error("the key \"\(key)\" twice in one object")
            }
            if try ends(with: UInt8(ascii: "}")) { return members.object() }
        }
    }

    mutating func array(depth: Int) throws(JSONError) -> [JSON] {
        var array: [JSON] = []
        offset += 1
        skipSpace()
        if next == UInt8(ascii: "]") {
            offset += 1
            return array
        }
        while true {
            array.append(try value(depth: depth + 1))
            if try ends(with: UInt8(ascii: "]")) { return array }
        }
    }

    /// Reads the comma before the next element, or the closing bracket.
    ///
    /// - Returns: whether it was the bracket.
    mutating func ends(with bracket: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = next, byte == bracket || byte == UInt8(ascii: ",") else {
            throw error("no comma and no closing bracket after an element")
        }
        offset += 1
        return byte == bracket
    }

    mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let count = word.utf8CodeUnitCount
        guard offset + count <= bytes.count,
            (0..<count).allSatisfy({ bytes[offset + $0] == word.utf8Start[$0] })
        else { throw error("a word that is neither true, false nor null") }
        offset += count
        return value
    }

    mutating func integer() throws(JSONError) -> Int {
        let start = offset
        let negative = next == UInt8(ascii: "-")
        if negative { offset += 1 }
        let digits = offset
        var value = 0
        while let byte = next, byte >= 0x30, byte <= 0x39 {
            value = value * 10 + Int(byte - 0x30)
            guard value <= JSON.integerRange.upperBound else {
                throw error("a number beyond ±9007199254740991")
            }
            offset += 1
        }
        guard offset > digits else { throw error("a minus sign without a number") }
        if offset - digits > 1, bytes[digits] == 0x30 { throw error("a number that begins with 0") }
        if let byte = next,
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
        {
            throw error("a number that is not written as an integer")
        }
        if negative, value == 0 {
            offset = start
            throw error("the number -0")
        }
        return negative ? -value : value
    }

    mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        while offset + 8 <= bytes.count, !bytes.holdsEscape(inEightFrom: offset) { offset += 8 }
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw error("a control character that is not escaped") }
            offset += 1
        }
        if next == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return try validated(String(utf8: UnsafeBufferPointer(rebasing: bytes[start..<offset])))
        }
        return try escapedString(from: start)
    }

    mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<offset])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                defer { offset += 1 }
                return try validated(text.withUnsafeBufferPointer { String(utf8: $0) })
            case UInt8(ascii: "\\"):
                offset += 1
                text.append(contentsOf: String(Character(try escape())).utf8)
            default:
                guard byte >= 0x20 else { throw error("a control character that is not escaped") }
                text.append(byte)
                offset += 1
            }
        }
        throw error("a string that does not end")
    }

    func validated(_ text: String?) throws(JSONError) -> String {
        guard let text else {
            throw error("text that is no UTF-8")
        }
        return text
    }

    mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else { throw error("a string that does not end") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try hexadecimalUnit()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            guard unit < 0xDC00, next == UInt8(ascii: "\\") else { throw error("half of a surrogate pair") }
            offset += 1
            guard next == UInt8(ascii: "u") else { throw error("half of a surrogate pair") }
            offset += 1
            let low = try hexadecimalUnit()
            guard (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            else { throw error("half of a surrogate pair") }
            return scalar
        default: throw error("an escape that JSON does not have")
        }
    }

    mutating func hexadecimalUnit() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else {
                throw error("an escape \\u without four hexadecimal digits")
            }
            unit = unit << 4 + UInt32(digit)
            offset += 1
        }
        return unit
    }
}
