import FoundationEssentials

extension Sequence<UInt8> {
    /// The bytes as lowercase hexadecimal, two digits per byte.
    package var hexadecimal: String {
        var digits: [UInt8] = []
        // Iterating over an array is faster than calling a generic iterator for each byte.
        for byte in Array(self) {
            digits.append(hexadecimalDigits[Int(byte >> 4)])
            digits.append(hexadecimalDigits[Int(byte & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes in base64 with padding (RFC 4648, section 4).
    package var base64: String { Data(self).base64EncodedString() }
}

extension Array<UInt8> {
    /// Decodes base64 (RFC 4648, section 4).
    ///
    /// - Returns: nil unless the text is exactly the encoding of the result. If two texts stood for the same
    ///   bytes, a proof could be changed unnoticed.
    package init?(base64 text: some StringProtocol) {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else {
            return nil
        }
        self = Array(data)
    }
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)
