extension JSON {
    /// The canonical text (RFC 8785): members in order, no white space, the shortest escapes.
    package var canonical: String {
        String(decoding: canonicalBytes, as: UTF8.self)
    }

    /// The canonical text as UTF-8.
    package var canonicalBytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        write(to: &output)
        return output
    }

    /// Whether `text` is the canonical text of the value, byte for byte.
    package func isWritten(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in canonicalBytes.withUnsafeBufferPointer { same($0, text) } }
    }

    /// Whether the canonical text might be longer than `bytes`. An estimate from the lengths of its strings, which is
    /// never too low; the text is not written.
    package func mayTake(moreThan bytes: Int) -> Bool {
        var left = bytes
        subtractLength(&left)
        return left < 0
    }

    private func subtractLength(_ left: inout Int) {
        switch self {
        case .null, .bool: left -= 6
        case .integer: left -= 21
        case .string(let string): left -= Self.most(string)
        case .array(let elements):
            left -= 2
            for element in elements where left >= 0 { element.subtractLength(&left) }
        case .object(let object):
            left -= 2
            for member in object.members where left >= 0 {
                left -= Self.most(member.key)
                member.value.subtractLength(&left)
            }
        }
    }

    /// The most bytes that a string can take: six for each byte when escaped, two quotation marks, and a separator.
    private static func most(_ string: String) -> Int { 6 * string.utf8.count + 3 }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .string(let value): writeString(value, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                writeString(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }
}

/// RFC 8785, section 3.2.2.2: only the quotation mark, the backslash and control characters are escaped.
private func writeString(_ string: String, to output: inout [UInt8]) {
    var string = string
    string.withUTF8 { bytes in
        output.append(UInt8(ascii: "\""))
        // The bytes between two escapes are copied together.
        var (start, index) = (0, 0)
        while index < bytes.count {
            if index + 8 <= bytes.count, !bytes.holdsEscape(inEightFrom: index) {
                index += 8
                continue
            }
            let byte = bytes[index]
            if needsEscape(byte) {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                writeEscape(byte, to: &output)
                start = index + 1
            }
            index += 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        output.append(UInt8(ascii: "\""))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether one of eight bytes must be escaped in a string or ends it. Never true where there is no such byte
    /// (`CanonicalScanner.escapes`).
    func holdsEscape(inEightFrom index: Int) -> Bool {
        CanonicalScanner.escapes(
            in: UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self)) != 0
    }
}

private func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func writeEscape(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case 0x08: output.append(contentsOf: "\\b".utf8)
    case 0x09: output.append(contentsOf: "\\t".utf8)
    case 0x0A: output.append(contentsOf: "\\n".utf8)
    case 0x0C: output.append(contentsOf: "\\f".utf8)
    case 0x0D: output.append(contentsOf: "\\r".utf8)
    case 0..<0x20:
        output.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u001".utf8)
        output.append(contentsOf: String(byte & 0xF, radix: 16).utf8)
    default: output.append(contentsOf: [UInt8(ascii: "\\"), byte])
    }
}
